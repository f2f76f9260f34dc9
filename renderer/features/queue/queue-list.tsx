import { Button, Switch } from '@mantine/core';
import {
  type Icon,
  IconBan,
  IconChecks,
  IconCircleCheck,
  IconCloudQuestion,
  IconHelpCircle,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ERROR_CLASSES } from '../../../shared/domain/states.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Empty, EmptyByFilter } from '../../components/empty.tsx';
import { ColumnMenu } from '../../components/list/column-menu.tsx';
import { DataTable } from '../../components/list/data-table.tsx';
import { ChoiceFilter, FilterBar, LoadMore, Results, SearchField } from '../../components/list/filters.tsx';
import { SavedFilters } from '../../components/list/saved-filters.tsx';
import { shownColumns, useListSettings } from '../../components/list/use-list-settings.ts';
import { type Selection, useSelection } from '../../components/list/use-selection.ts';
import { Async } from '../../components/loading.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { usePages } from '../../lib/use-api.ts';
import { useMay } from '../../lib/use-session.ts';
import { CausesTable } from './causes-table.tsx';
import styles from './queue.module.css';
import { queueColumns } from './queue-columns.tsx';
import { type QueueActions, rowsTarget, type Target } from './use-queue-actions.tsx';
import { hasCauses, type Narrowing, NO_NARROWING, type QueueFilter, type QueueView } from './views.ts';

const t = texts.queue;

const ICONS: Record<QueueView, Icon> = {
  person: IconCircleCheck,
  waiting: IconCircleCheck,
  uncertain: IconCircleCheck,
  fresh: IconCircleCheck,
  abandoned: IconBan,
  done: IconChecks,
};

interface QueueListProps {
  readonly view: QueueView;
  readonly filter: QueueFilter;
  readonly narrowing: Narrowing;
  readonly onNarrow: (part: Partial<Narrowing>) => void;
  readonly byClass: Output<'queue.counts'>['byClass'] | null;
  readonly grouped: boolean;
  readonly onGroup: (grouped: boolean) => void;
  readonly actions: QueueActions;
  readonly onAbandon: (target: Target) => void;
  readonly onHold: (rows: readonly QueueRow[]) => void;
}

/** One tab of the queue: its filters, then its causes or its rows with what can be done about them. */
export const QueueList = (props: QueueListProps) => {
  const { view, filter, narrowing, onNarrow, byClass, grouped, onGroup, actions, onAbandon, onHold } = props;
  const selection = useSelection();
  const mayAct = useMay('queue.retry');
  const [everything, setEverything] = useState(false);
  const settings = useListSettings('queue');
  const query = usePages('queue.list', filter);
  const { clear } = selection;
  const narrowed = JSON.stringify(narrowing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab or another filter, another selection
  useEffect(() => {
    clear();
    setEverything(false);
  }, [view, narrowed]);
  const open = (row: QueueRow) => goTo(addressOf('cola', 'ver', row.id));
  const withCauses = hasCauses(view);
  const filtered =
    narrowing.text.trim() !== '' ||
    (withCauses && (narrowing.classes.length > 0 || narrowing.cause !== null));
  const onClear = () => onNarrow(NO_NARROWING);
  const columns = queueColumns({
    onOpen: open,
    onRetry: (row) => actions.retry(rowsTarget([row])),
    onAbandon: (row) => onAbandon(rowsTarget([row])),
    onHold: (row) => onHold([row]),
    onRelease: (row) => actions.release([row]),
    busy: actions.busy,
  });
  const tone = view === 'abandoned' || view === 'done' ? 'neutral' : 'ok';
  const empty = filtered ? (
    <EmptyByFilter onClear={onClear} />
  ) : (
    <Empty icon={ICONS[view]} tone={tone} title={t.empty[view].title} text={t.empty[view].text} />
  );
  return (
    <>
      <FilterBar>
        <SearchField value={narrowing.text} onChange={(text) => onNarrow({ text })} />
        {withCauses && (
          <ChoiceFilter
            label={texts.common.filters.classes}
            all={texts.common.filters.allClasses}
            options={ERROR_CLASSES.map((value) => ({
              value,
              label:
                byClass === null
                  ? texts.errorClasses[value]
                  : `${texts.errorClasses[value]} (${formatNumber(byClass[value])})`,
            }))}
            value={narrowing.classes}
            onChange={(classes) => onNarrow({ classes })}
            testId="filter-classes"
          />
        )}
        {withCauses && (
          <Switch
            size="sm"
            label={t.causes.toggle}
            checked={grouped}
            onChange={(event) => onGroup(event.currentTarget.checked)}
            data-testid="group-causes"
          />
        )}
        {withCauses && narrowing.cause !== null && (
          <Button
            variant="light"
            size="sm"
            maw={280}
            rightSection={<IconX size={15} aria-hidden />}
            aria-label={t.causes.remove}
            onClick={() => onNarrow({ cause: null })}
            data-testid="filter-cause"
          >
            {t.causes.only(causeName(narrowing.cause))}
          </Button>
        )}
        <SavedFilters
          state={settings}
          current={
            filtered
              ? { text: narrowing.text, classes: [...narrowing.classes], cause: narrowing.cause }
              : null
          }
          onApply={(saved) =>
            onNarrow({
              text: String(saved['text'] ?? ''),
              classes: ERROR_CLASSES.filter(
                (each) => Array.isArray(saved['classes']) && saved['classes'].includes(each),
              ),
              cause: typeof saved['cause'] === 'string' ? saved['cause'] : null,
            })
          }
        />
        {!grouped && <ColumnMenu columns={columns} state={settings} />}
        <Results
          total={query.data?.total ?? null}
          exact={query.data?.exact ?? true}
          filtered={filtered}
          onClear={onClear}
        />
      </FilterBar>
      {view === 'uncertain' && (query.data?.total ?? 0) > 0 && (
        <div className={styles['explain']}>
          <IconHelpCircle size={19} aria-hidden />
          {t.uncertainExplained}
        </div>
      )}
      {grouped ? (
        <CausesTable
          view={view}
          filter={filter}
          actions={actions}
          empty={empty}
          onOpen={(cause) => {
            onNarrow({ cause });
            onGroup(false);
          }}
        />
      ) : (
        <Async query={query}>
          {({ rows, total, exact }) =>
            rows.length === 0 && !query.hasNextPage ? (
              empty
            ) : (
              <>
                <BulkBar
                  view={view}
                  selection={selection}
                  rows={rows}
                  total={exact ? total : null}
                  everything={everything}
                  onEverything={setEverything}
                  filter={filter}
                  actions={actions}
                  onAbandon={onAbandon}
                  onHold={onHold}
                />
                {rows.length > 0 && (
                  <DataTable
                    caption={`${t.caption}: ${t.tabs[view]}`}
                    columns={shownColumns(columns, settings.settings)}
                    rows={rows}
                    total={total}
                    rowTestId="queue-row"
                    onOpen={open}
                    widths={settings.settings.widths}
                    onWidths={(widths) => settings.change({ widths })}
                    {...(view === 'done' || !mayAct ? {} : { selection })}
                  />
                )}
                <LoadMore
                  hasMore={query.hasNextPage}
                  loading={query.isFetchingNextPage}
                  onMore={() => void query.fetchNextPage()}
                />
              </>
            )
          }
        </Async>
      )}
    </>
  );
};

/** Its code's sentence; a cause is class, code and the SII's own code. */
const causeName = (cause: string): string => {
  const code = cause.split(':')[1] ?? '';
  return (texts.sendErrors as Readonly<Record<string, { readonly what: string }>>)[code]?.what ?? code;
};

interface BulkBarProps {
  readonly view: QueueView;
  readonly selection: Selection;
  readonly rows: readonly QueueRow[];
  /** How many the filter finds; null where that is not known. */
  readonly total: number | null;
  /** Whether all of them are chosen, and not only rows. */
  readonly everything: boolean;
  readonly onEverything: (everything: boolean) => void;
  readonly filter: QueueFilter;
  readonly actions: QueueActions;
  readonly onAbandon: (target: Target) => void;
  readonly onHold: (rows: readonly QueueRow[]) => void;
}

const BulkBar = ({
  view,
  selection,
  rows,
  total,
  everything,
  onEverything,
  filter,
  actions,
  onAbandon,
  onHold,
}: BulkBarProps) => {
  const chosen = rows.filter((row) => selection.has(row.id));
  // One that was taken out, or that came since, was not meant by "all of them".
  const stillAll = selection.allOf(rows);
  useEffect(() => {
    if (everything && !stillAll) onEverything(false);
  }, [everything, stillAll, onEverything]);
  if (chosen.length === 0) return null;
  const all = everything && stillAll && total !== null;
  const retriable = chosen.filter((row) => row.canRetry);
  const holdable = chosen.filter((row) => row.canHold);
  const releasable = chosen.filter((row) => row.canRelease);
  const abandonable = chosen.filter((row) => row.canAbandon);
  // What is in doubt is only asked for: the button must not promise a resend.
  const asks = view === 'uncertain' || (retriable.length > 0 && retriable.every((row) => row.uncertain));
  const matching: Target = { by: 'filter', filter, count: total ?? 0 };
  const done = () => {
    selection.clear();
    onEverything(false);
  };
  return (
    <section className={styles['bulk']} aria-label={t.bulk.label}>
      <span aria-live="polite">
        {all ? t.bulk.allSelected(formatNumber(total)) : texts.common.selected(chosen.length)}
      </span>
      {!all && total !== null && total > rows.length && selection.allOf(rows) && (
        <Button size="xs" variant="subtle" onClick={() => onEverything(true)} data-testid="select-matching">
          {t.bulk.allMatching(formatNumber(total))}
        </Button>
      )}
      <Button
        size="xs"
        leftSection={
          asks ? <IconCloudQuestion size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />
        }
        disabled={(!all && retriable.length === 0) || actions.busy}
        onClick={() => actions.retry(all ? matching : rowsTarget(retriable), done)}
        aria-keyshortcuts="R"
        data-testid="bulk-retry"
      >
        {all
          ? asks
            ? t.bulk.askAll
            : t.bulk.retryAll
          : (asks ? t.bulk.ask : t.bulk.retry)(retriable.length)}
      </Button>
      {!all && releasable.length > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          disabled={actions.busy}
          onClick={() => actions.release(releasable, done)}
          data-testid="bulk-release"
        >
          {t.bulk.release(releasable.length)}
        </Button>
      )}
      {!all && holdable.length > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} aria-hidden />}
          disabled={actions.busy}
          onClick={() => onHold(holdable)}
          data-testid="bulk-hold"
        >
          {t.bulk.hold(holdable.length)}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconBan size={14} aria-hidden />}
        disabled={(!all && abandonable.length === 0) || actions.busy}
        onClick={() => onAbandon(all ? matching : rowsTarget(abandonable))}
        data-testid="bulk-abandon"
      >
        {all ? t.bulk.abandonAll : t.bulk.abandon(abandonable.length)}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={done}>
        {texts.common.clearSelection}
      </Button>
    </section>
  );
};
