import { ActionIcon, Button, Checkbox, Group, Modal, SegmentedControl, Tooltip } from '@mantine/core';
import { IconDeviceFloppy, IconExternalLink, IconMinus, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { isCedibleType } from '../../../../shared/domain/cedible.ts';
import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { documentName } from '../../../lib/text.ts';
import { Failed } from '../../empty.tsx';
import { BlankSheet, PdfPages } from './pdf-pages.tsx';
import styles from './preview.module.css';
import { type PrintedCopy, usePdf, usePreviewedPdf } from './use-pdf.ts';

const t = texts.documents.detail.preview;
const ICON = { size: 16, 'aria-hidden': true } as const;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const PAPERS = (['letter', 'roll'] as const).map((value) => ({ value, label: t.papers[value] }));

interface PrintPreviewProps {
  readonly document: { readonly id: number; readonly type: DocumentType; readonly folio: number };
  readonly first: PrintedCopy;
  readonly onClose: () => void;
}

/** A printed copy as it will be on paper, and what can be done with it: print, save, hand on. */
export const PrintPreview = ({ document, first, onClose }: PrintPreviewProps) => {
  const [copy, setCopy] = useState(first);
  const [step, setStep] = useState<number>(ZOOMS.indexOf(1));
  const zoom = ZOOMS[step] ?? 1;
  const name = documentName(document);
  const query = usePreviewedPdf(document.id, copy);
  const pdf = usePdf(document.id, name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.title(name)}
      size="min(1000px, 94vw)"
      padding={20}
      centered
      closeButtonProps={{ 'aria-label': texts.common.close }}
      data-testid="print-preview"
    >
      <div className={styles['bar']}>
        <SegmentedControl
          aria-label={t.paper}
          size="sm"
          data={PAPERS}
          value={copy.paper}
          onChange={(paper) => setCopy({ ...copy, paper: paper as PrintedCopy['paper'] })}
          data-testid="preview-paper"
        />
        {isCedibleType(document.type) && (
          <Checkbox
            label={t.cedible}
            checked={copy.cedible}
            onChange={(event) => setCopy({ ...copy, cedible: event.currentTarget.checked })}
            data-testid="preview-cedible"
          />
        )}
        <div className={styles['spring']} />
        <Zoom step={step} onStep={setStep} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard too */}
      <section className={styles['desk']} aria-label={t.title(name)} tabIndex={0}>
        {query.data && <PdfPages pdf={query.data.pdf} paper={copy.paper} zoom={zoom} />}
        {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <BlankSheet paper={copy.paper} zoom={zoom} />}
      </section>
      <Group mt={16} justify="flex-end">
        <Button
          variant="subtle"
          leftSection={<IconExternalLink {...ICON} />}
          loading={pdf.opening}
          onClick={() => pdf.open(copy)}
          data-testid="preview-outside"
        >
          {t.openOutside}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy {...ICON} />}
          loading={pdf.saving}
          onClick={() => pdf.save(copy)}
          data-testid="preview-save"
        >
          {t.save}
        </Button>
        <Button
          leftSection={<IconPrinter {...ICON} />}
          loading={pdf.printing}
          onClick={() => pdf.print(copy)}
          data-testid="preview-print"
        >
          {t.print}
        </Button>
      </Group>
    </Modal>
  );
};

const Zoom = ({ step, onStep }: { readonly step: number; readonly onStep: (step: number) => void }) => (
  <div className={styles['zoom']}>
    <Tooltip label={t.zoomOut}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t.zoomOut}
        disabled={step === 0}
        onClick={() => onStep(step - 1)}
        data-testid="zoom-out"
      >
        <IconMinus {...ICON} />
      </ActionIcon>
    </Tooltip>
    <span className={styles['percent']} role="status">
      {Math.round((ZOOMS[step] ?? 1) * 100)}&nbsp;%
    </span>
    <Tooltip label={t.zoomIn}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t.zoomIn}
        disabled={step === ZOOMS.length - 1}
        onClick={() => onStep(step + 1)}
        data-testid="zoom-in"
      >
        <IconPlus {...ICON} />
      </ActionIcon>
    </Tooltip>
  </div>
);
