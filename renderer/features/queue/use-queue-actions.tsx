import type { Output } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { documentName } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';

const t = texts.queue.report;
type Report = Output<'queue.retry'>;

/** Says what was done and, document by document, what was not and why. */
const notifyReport = (report: Report, rows: readonly QueueRow[], done: (count: number) => string): void => {
  const title = report.done.length > 0 ? done(report.done.length) : t.none;
  if (report.skipped.length === 0) {
    notifyDone(title);
    return;
  }
  const nameOf = (id: number): string => {
    const row = rows.find((each) => each.id === id);
    return row === undefined ? String(id) : documentName(row);
  };
  notifyProblem(
    title,
    <>
      {t.skipped(report.skipped.length)}
      {report.skipped.slice(0, 6).map(({ id, why }) => (
        <span key={id}>
          <br />
          {t.line(nameOf(id), t.why[why])}
        </span>
      ))}
    </>,
  );
};

/** Retry (or ask, for what is in doubt) and abandon, for one or many, with a report of both. */
export const useQueueActions = () => {
  const retry = useAction('queue.retry');
  const abandon = useAction('queue.abandon');
  return {
    busy: retry.isPending || abandon.isPending,
    retry: (rows: readonly QueueRow[], onDone?: () => void) =>
      retry.mutate(
        { ids: rows.map((row) => row.id) },
        {
          onSuccess: (report) => {
            notifyReport(report, rows, rows.every((row) => row.uncertain) ? t.asked : t.retried);
            onDone?.();
          },
          onError: notifyFailed,
        },
      ),
    abandon: (rows: readonly QueueRow[], reason: string, onDone?: () => void) =>
      abandon.mutate(
        { ids: rows.map((row) => row.id), reason },
        {
          onSuccess: (report) => {
            notifyReport(report, rows, t.abandoned);
            onDone?.();
          },
          onError: notifyFailed,
        },
      ),
  };
};

export type QueueActions = ReturnType<typeof useQueueActions>;
