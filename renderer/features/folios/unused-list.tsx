import { Button, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { FOLIO_NOTE_KINDS, type FolioNoteKind } from '../../../shared/domain/folios.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate, localDate } from '../../../shared/format/time.ts';
import type { FolioReportView } from '../../../shared/ipc/folios.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';
import { actorName } from '../../lib/text.ts';
import styles from './folios.module.css';

const t = texts.folios;
/** More than that nobody explains in one sitting; the rest comes when these are done. */
const SHOWN = 20;

type Span = FolioReportView['unused'][number];

/** Folios that no document has, those that nobody has explained first. */
export const UnusedList = ({ report }: { readonly report: FolioReportView }) => {
  if (report.unused.length === 0) return null;
  const sorted = report.unused.toSorted((a, b) => Number(a.note !== null) - Number(b.note !== null));
  const more = sorted.length - SHOWN;
  return (
    <div className={styles['block']} data-testid={`unused-${report.type}`}>
      <h3>{t.unused}</h3>
      <p className={styles['soft']}>{t.unusedText}</p>
      <ul className={styles['spans']}>
        {sorted.slice(0, SHOWN).map((span) => (
          <li key={span.from}>
            <SpanRow type={report.type} span={span} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles['soft']}>{t.moreUnused(formatNumber(more))}</p>}
    </div>
  );
};

const SpanRow = ({ type, span }: { readonly type: FolioReportView['type']; readonly span: Span }) => {
  const name = t.span(formatNumber(span.from), formatNumber(span.to));
  const note = useMutation({
    networkMode: 'always',
    mutationFn: (kind: FolioNoteKind) => call('folios.note', { type, from: span.from, to: span.to, kind }),
    onSuccess: () => notifyDone(t.notedDone),
    onError: notifyFailed,
  });
  if (span.note !== null) {
    const said = t.noted[span.note.kind](
      actorName(span.note.notedBy),
      formatDate(localDate(span.note.notedAt)),
    );
    return (
      <Group gap={8} wrap="nowrap">
        <IconCheck size={16} aria-hidden />
        <Text size="sm">
          <strong>{name}.</strong> {said}
        </Text>
      </Group>
    );
  }
  return (
    <Group justify="space-between" gap={12}>
      <Text size="sm">
        <strong>{name}.</strong> {t.why[span.why]}
      </Text>
      <Group gap={8}>
        {FOLIO_NOTE_KINDS.map((kind) => (
          <Button
            key={kind}
            size="xs"
            variant="default"
            loading={note.isPending && note.variables === kind}
            onClick={() => note.mutate(kind)}
            aria-label={`${name}: ${t.kinds[kind]}`}
            data-testid={`note-${kind}-${span.from}`}
          >
            {t.kinds[kind]}
          </Button>
        ))}
      </Group>
    </Group>
  );
};
