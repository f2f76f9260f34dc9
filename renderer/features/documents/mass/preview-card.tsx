import { Alert, Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { formatClp, formatNumber } from '../../../../shared/format/money.ts';
import { formatInstant } from '../../../../shared/format/time.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../../components/notify.tsx';
import { Card } from '../../../components/page.tsx';
import { typeName } from '../../../lib/text.ts';
import { useAction } from '../../../lib/use-api.ts';
import { ChooseCsv } from './csv-drop.tsx';
import styles from './mass.module.css';
import { PreviewTable } from './preview-table.tsx';

const t = texts.intake.mass;

export type Preview = Output<'intake.csvPreview'>;

interface PreviewCardProps {
  readonly preview: Preview;
  readonly locked: boolean;
  readonly reading: boolean;
  readonly onFile: (file: File) => void;
  readonly onBegun: () => void;
}

/** What is in a CSV before anything is issued: counts, totals, errors by row, and the button that issues the good ones. */
export const PreviewCard = ({ preview, locked, reading, onFile, onBegun }: PreviewCardProps) => {
  const wrong = preview.documents - preview.good;
  const [only, setOnly] = useState<'all' | 'wrong'>(wrong > 0 ? 'wrong' : 'all');
  const [again, setAgain] = useState(false);
  const issue = useAction('intake.csvIssue');
  const needsAgain = preview.earlier !== null && !again;
  return (
    <Card flush>
      <div className={styles['head']} data-testid="csv-preview">
        <h2 style={{ margin: 0, fontSize: '15.5px' }}>{t.file(preview.name)}</h2>
        <p className={styles['soft']}>
          {t.facts(
            formatNumber(preview.rows),
            texts.intake.encodings[preview.encoding],
            t.separators[preview.delimiter] ?? t.otherSeparator,
          )}
        </p>
        <Figures preview={preview} wrong={wrong} />
        <Warnings preview={preview} again={again} onAgain={setAgain} />
      </div>
      <div className={styles['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={t.show}
          value={only}
          onChange={(value) => setOnly(value === 'wrong' ? 'wrong' : 'all')}
          data={[
            { value: 'all', label: t.showAll(formatNumber(preview.documents)) },
            { value: 'wrong', label: t.showWrong(formatNumber(wrong)) },
          ]}
          data-testid="csv-only"
        />
        <ChooseCsv label={t.chooseOther} reading={reading} onFile={onFile} secondary />
      </div>
      <PreviewTable preview={preview.id} only={only} />
      <div className={styles['foot']}>
        <p className={styles['soft']} data-testid="csv-skipped">
          {locked ? t.locked : preview.good === 0 ? t.nothing : wrong > 0 ? t.skipped(wrong) : ''}
        </p>
        <Button
          leftSection={<IconSend size={17} aria-hidden />}
          disabled={locked || preview.good === 0 || needsAgain}
          loading={issue.isPending}
          onClick={() =>
            issue.mutate({ preview: preview.id, again }, { onSuccess: onBegun, onError: notifyFailed })
          }
          data-testid="csv-issue"
        >
          {t.submit(formatNumber(preview.good), preview.good === 1)}
        </Button>
      </div>
    </Card>
  );
};

const Figures = ({ preview, wrong }: { readonly preview: Preview; readonly wrong: number }) => (
  <>
    <dl className={styles['figures']}>
      <div>
        <dt>{t.documents}</dt>
        <dd data-testid="csv-documents">{formatNumber(preview.documents)}</dd>
      </div>
      <div>
        <dt>{t.good}</dt>
        <dd data-testid="csv-good">{formatNumber(preview.good)}</dd>
      </div>
      <div>
        <dt>{t.wrong}</dt>
        <dd data-tone={wrong > 0 ? 'bad' : undefined} data-testid="csv-wrong">
          {formatNumber(wrong)}
        </dd>
      </div>
      <div>
        <dt>{t.total}</dt>
        <dd data-testid="csv-total">{formatClp(preview.total)}</dd>
      </div>
    </dl>
    {preview.byType.length > 1 && (
      <p className={styles['types']}>
        {preview.byType
          .map(({ type, documents, total }) =>
            t.byType(typeName(type), formatNumber(documents), formatClp(total)),
          )
          .join(' · ')}
      </p>
    )}
  </>
);

interface WarningsProps {
  readonly preview: Preview;
  readonly again: boolean;
  readonly onAgain: (again: boolean) => void;
}

const Warnings = ({ preview, again, onAgain }: WarningsProps) => {
  const short = preview.byType.filter(({ documents, foliosLeft }) => documents > foliosLeft);
  return (
    <div className={styles['alerts']}>
      {preview.earlier !== null && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t.earlierTitle}
          data-testid="csv-earlier"
        >
          {t.earlierText(formatNumber(preview.earlier.issued), formatInstant(preview.earlier.at))}
          <Checkbox
            mt={10}
            label={t.earlierAgain}
            checked={again}
            onChange={(event) => onAgain(event.currentTarget.checked)}
            data-testid="csv-again"
          />
        </Alert>
      )}
      {short.map(({ type, documents, foliosLeft }) => (
        <Alert
          key={type}
          color="yellow"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t.foliosTitle}
        >
          {t.foliosText(typeName(type), formatNumber(documents), formatNumber(foliosLeft))}
        </Alert>
      ))}
      {preview.unknown.length > 0 && (
        <Alert
          color="yellow"
          icon={<IconInfoCircle size={18} aria-hidden />}
          title={t.unknownColumns}
          data-testid="csv-unknown"
        >
          {t.unknownColumnsText(preview.unknown.join(', '))}
        </Alert>
      )}
    </div>
  );
};
