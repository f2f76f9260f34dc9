import { Button } from '@mantine/core';
import { IconCloudQuestion, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { siiWords } from '../../lib/sii-answer.ts';
import { useApi } from '../../lib/use-api.ts';
import styles from './queue.module.css';
import type { QueueActions } from './use-queue-actions.tsx';
import type { QueueFilter, QueueView } from './views.ts';

const t = texts.queue.causes;
type Cause = Output<'queue.causes'>['causes'][number];

interface CausesTableProps {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly actions: QueueActions;
  /** Shows the documents of one cause. */
  readonly onOpen: (cause: string) => void;
  readonly empty: React.ReactNode;
}

/** What went wrong, each cause once, with how many documents it holds up and the one thing to do about them. */
export const CausesTable = ({ view, filter, actions, onOpen, empty }: CausesTableProps) => {
  const query = useApi('queue.causes', { filter }, { keepPrevious: true });
  return (
    <Async query={query}>
      {({ causes }) =>
        causes.length === 0 ? (
          empty
        ) : (
          <ul className={styles['causes']} aria-label={t.label} data-testid="causes">
            {causes.map((cause) => (
              <li key={cause.cause} className={styles['cause']} data-testid={`cause-${cause.error.code}`}>
                <div>
                  <h2>{texts.sendErrors[cause.error.code].what}</h2>
                  {siiWords(cause.error.params)
                    .slice(0, 2)
                    .map((words) => (
                      <p key={words}>{words}</p>
                    ))}
                  <p>{texts.sendErrors[cause.error.code].youCan}</p>
                </div>
                <Button
                  variant="subtle"
                  size="sm"
                  onClick={() => onOpen(cause.cause)}
                  data-testid="cause-open"
                >
                  {t.open(formatNumber(cause.n), cause.n)}
                </Button>
                <May channel="queue.retryMatching">
                  <CauseButton view={view} cause={cause} filter={filter} actions={actions} onOpen={onOpen} />
                </May>
              </li>
            ))}
          </ul>
        )
      }
    </Async>
  );
};

interface CauseButtonProps extends Pick<CausesTableProps, 'view' | 'filter' | 'actions' | 'onOpen'> {
  readonly cause: Cause;
}

/** The SII did not accept what the documents say: sent again they come back. All else can be tried, or asked for, at once. */
const CauseButton = ({ view, cause, filter, actions, onOpen }: CauseButtonProps) => {
  const count = formatNumber(cause.n);
  if (cause.error.class === 'validation' && view !== 'uncertain') {
    return (
      <Button
        size="sm"
        variant="light"
        leftSection={<IconPencil size={16} aria-hidden />}
        onClick={() => onOpen(cause.cause)}
        data-testid="cause-correct"
      >
        {t.correct}
      </Button>
    );
  }
  const asks = view === 'uncertain';
  return (
    <Button
      size="sm"
      variant="light"
      leftSection={
        asks ? <IconCloudQuestion size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />
      }
      disabled={actions.busy}
      onClick={() =>
        actions.retry({ by: 'filter', filter: { ...filter, cause: cause.cause }, count: cause.n })
      }
      data-testid="cause-retry"
    >
      {asks ? t.ask(count, cause.n) : t.retry(count, cause.n)}
    </Button>
  );
};
