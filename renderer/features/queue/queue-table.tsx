import { Button } from '@mantine/core';
import {
  type Icon,
  IconBan,
  IconChecks,
  IconCircleCheck,
  IconHelpCircle,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Empty, EmptyByFilter } from '../../components/empty.tsx';
import { DataTable } from '../../components/list/data-table.tsx';
import { LoadMore } from '../../components/list/filters.tsx';
import { type Selection, useSelection } from '../../components/list/use-selection.ts';
import { Async } from '../../components/loading.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import styles from './queue.module.css';
import { queueColumns } from './queue-columns.tsx';
import type { QueueActions } from './use-queue-actions.tsx';
import type { QueueRows } from './use-queue-rows.ts';
import type { QueueView } from './views.ts';

const t = texts.queue;

const ICONS: Record<QueueView, Icon> = {
  person: IconCircleCheck,
  waiting: IconCircleCheck,
  uncertain: IconCircleCheck,
  fresh: IconCircleCheck,
  abandoned: IconBan,
  done: IconChecks,
};

interface QueueTableProps {
  readonly view: QueueView;
  readonly rows: QueueRows;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly actions: QueueActions;
  readonly onAbandon: (rows: readonly QueueRow[]) => void;
}

/** One tab of the queue: its rows with their actions, and actions for those chosen. */
export const QueueTable = ({
  view,
  rows: source,
  filtered,
  onClear,
  actions,
  onAbandon,
}: QueueTableProps) => {
  const selection = useSelection();
  const { clear } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab, another selection
  useEffect(() => clear(), [view]);
  const open = (row: QueueRow) => goTo(addressOf('cola', 'ver', row.id));
  return (
    <Async query={source}>
      {() => {
        if (source.rows.length === 0 && !source.hasMore) {
          if (filtered) return <EmptyByFilter onClear={onClear} />;
          const tone = view === 'abandoned' || view === 'done' ? 'neutral' : 'ok';
          return (
            <Empty icon={ICONS[view]} tone={tone} title={t.empty[view].title} text={t.empty[view].text} />
          );
        }
        return (
          <>
            {view === 'uncertain' && (
              <div className={styles['explain']}>
                <IconHelpCircle size={19} aria-hidden />
                {t.uncertainExplained}
              </div>
            )}
            <BulkBar selection={selection} rows={source.rows} actions={actions} onAbandon={onAbandon} />
            <DataTable
              caption={`${t.caption}: ${t.tabs[view]}`}
              columns={queueColumns({
                onOpen: open,
                onRetry: (row) => actions.retry([row]),
                onAbandon: (row) => onAbandon([row]),
                busy: actions.busy,
              })}
              rows={source.rows}
              rowTestId="queue-row"
              onOpen={open}
              {...(view === 'done' ? {} : { selection })}
            />
            {source.hasMore && (
              <LoadMore
                shown={source.rows.length}
                total={Math.max(source.total, source.rows.length + 1)}
                loading={source.loadingMore}
                onMore={source.more}
              />
            )}
          </>
        );
      }}
    </Async>
  );
};

interface BulkBarProps {
  readonly selection: Selection;
  readonly rows: readonly QueueRow[];
  readonly actions: QueueActions;
  readonly onAbandon: (rows: readonly QueueRow[]) => void;
}

const BulkBar = ({ selection, rows, actions, onAbandon }: BulkBarProps) => {
  const chosen = rows.filter((row) => selection.has(row.id));
  if (chosen.length === 0) return null;
  const retriable = chosen.filter((row) => row.canRetry);
  const abandonable = chosen.filter((row) => row.canAbandon);
  return (
    <section className={styles['bulk']} aria-label={t.bulk.label}>
      <span aria-live="polite">{texts.common.selected(chosen.length)}</span>
      <Button
        size="xs"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        disabled={retriable.length === 0 || actions.busy}
        onClick={() => actions.retry(retriable, selection.clear)}
        data-testid="bulk-retry"
      >
        {t.bulk.retry(retriable.length)}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconBan size={14} aria-hidden />}
        disabled={abandonable.length === 0 || actions.busy}
        onClick={() => onAbandon(abandonable)}
        data-testid="bulk-abandon"
      >
        {t.bulk.abandon(abandonable.length)}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={selection.clear}>
        {texts.common.clearSelection}
      </Button>
    </section>
  );
};
