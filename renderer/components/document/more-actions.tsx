import { Button, Menu } from '@mantine/core';
import {
  type Icon,
  IconAlignLeft,
  IconChevronDown,
  IconCopy,
  IconCurrencyDollar,
  IconFileOff,
  IconFileTypePdf,
  IconReceipt,
  IconSignature,
} from '@tabler/icons-react';
import { useState } from 'react';
import { isCedibleType } from '../../../shared/domain/cedible.ts';
import type { SiiState } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import {
  CustomerCopyItems,
  hasCustomerCopy,
  useCustomerCopy,
} from '../../features/exchange/customer-copy-items.tsx';
import { SendMail } from '../../features/mail/send-mail.tsx';
import { type Correction, correctionsOf } from '../../lib/corrections.ts';
import { addressOf } from '../../lib/route.ts';
import { documentName } from '../../lib/text.ts';
import { useMay } from '../../lib/use-session.ts';
import type { DocumentDetail } from './document-detail.ts';
import { usePreview } from './preview/use-preview.tsx';

const t = texts.documents.detail;
const ICON = { size: 16, 'aria-hidden': true } as const;
/** A note needs a document that exists for the SII. */
const EXISTS: readonly SiiState[] = ['received', 'accepted', 'objected'];
/** How each of them looks in the menu. */
const CORRECTIONS: Readonly<Record<Correction, { readonly icon: Icon; readonly label: string }>> = {
  anular: { icon: IconFileOff, label: t.correct.annul },
  texto: { icon: IconAlignLeft, label: t.correct.text },
  montos: { icon: IconCurrencyDollar, label: t.correct.amounts },
};

const beginning = (id: number, purpose: string): string =>
  `${addressOf('documentos', 'emitir')}?desde=${id}&para=${purpose}`;

/** The rest of what can be done with a document: other copies, a note about it, another one like it. */
export const MoreActions = ({ detail }: { readonly detail: DocumentDetail }) => {
  const { id, type, folio, siiState } = detail.document;
  const preview = usePreview(detail.document);
  const copy = useCustomerCopy(id);
  const { working } = detail.company;
  const mayIssue = useMay('documents.issue') && working;
  const mayDeliver = useMay('exchange.deliver') && working;
  const corrections = mayIssue && EXISTS.includes(siiState) ? correctionsOf(type) : [];
  const [writing, setWriting] = useState(false);
  return (
    <>
      <Menu position="bottom-start" width={250} withinPortal={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            rightSection={<IconChevronDown {...ICON} />}
            loading={copy.busy}
            data-testid="more-actions"
          >
            {t.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.print}</Menu.Label>
          <Menu.Item
            leftSection={<IconFileTypePdf {...ICON} />}
            onClick={() => preview.show({ paper: 'letter', cedible: false })}
            data-testid="pdf-letter"
          >
            {t.letter}
          </Menu.Item>
          {isCedibleType(type) && (
            <Menu.Item
              leftSection={<IconSignature {...ICON} />}
              onClick={() => preview.show({ paper: 'letter', cedible: true })}
              data-testid="pdf-cedible"
            >
              {t.cedible}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconReceipt {...ICON} />}
            onClick={() => preview.show({ paper: 'roll', cedible: false })}
            data-testid="pdf-roll"
          >
            {t.roll}
          </Menu.Item>
          {mayDeliver && hasCustomerCopy(type) && EXISTS.includes(siiState) && (
            <CustomerCopyItems id={id} deliver={copy.deliver} onMail={() => setWriting(true)} />
          )}
          {corrections.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t.correctGroup}</Menu.Label>
            </>
          )}
          {corrections.map((each) => {
            const { icon: CorrectionIcon, label } = CORRECTIONS[each];
            return (
              <Menu.Item
                key={each}
                component="a"
                href={beginning(id, each)}
                leftSection={<CorrectionIcon {...ICON} />}
                data-testid={`correct-${each}`}
              >
                {label}
              </Menu.Item>
            );
          })}
          {mayIssue && (
            <>
              <Menu.Divider />
              <Menu.Item
                component="a"
                href={beginning(id, 'duplicar')}
                leftSection={<IconCopy {...ICON} />}
                data-testid="duplicate"
              >
                {t.duplicate}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {preview.dialog}
      {writing && <SendMail id={id} name={documentName({ type, folio })} onClose={() => setWriting(false)} />}
    </>
  );
};
