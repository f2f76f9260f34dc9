import { Select } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { GROUPINGS, type Grouping } from '../../../shared/ipc/lists.ts';
import type { BackupRow, DocumentRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { type Sort, usePages } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyByFilter } from '../empty.tsx';
import { Async } from '../loading.tsx';
import { Card } from '../page.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { DocumentFilters } from './document-filters.tsx';
import styles from './filters.module.css';
import { LoadMore } from './filters.tsx';
import { GroupTable } from './group-table.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { askedOf, type DocumentFilterState, fromSaved, toSaved } from './use-document-filter.ts';
import { shownColumns, useListSettings } from './use-list-settings.ts';
import type { Selection } from './use-selection.ts';

const t = texts.lists.group;
const NEWEST: Sort = { by: 'date', descending: true };

interface Rows {
  readonly documents: DocumentRow;
  readonly backups: BackupRow;
}

interface DocumentBrowserProps<Of extends keyof Rows> {
  readonly of: Of;
  readonly state: DocumentFilterState;
  readonly caption: string;
  readonly columns: readonly Column<Rows[Of]>[];
  readonly rowTestId: string;
  readonly onOpen: (row: { readonly id: number }) => void;
  readonly selection?: Selection;
  /** Where nothing was ever there. */
  readonly empty: ReactNode;
  /** Is told how many the filter finds, and whether it is exactly so many. */
  readonly onTotal?: (total: number, exact: boolean) => void;
}

/** Documentos and Respaldos: filters, columns, order, groups, and the list itself. */
export const DocumentBrowser = <Of extends keyof Rows>({
  of,
  state,
  caption,
  columns,
  rowTestId,
  onOpen,
  selection,
  empty,
  onTotal,
}: DocumentBrowserProps<Of>) => {
  const { filter, filtered, clear, change } = state;
  const [by, setBy] = useState<Grouping | null>(null);
  const now = useNow();
  const list = useListSettings(of);
  const sort = list.settings.sort ?? NEWEST;
  const query = usePages(of === 'documents' ? 'documents.list' : 'backups.list', askedOf(filter), sort);
  const total = query.data?.total ?? 0;
  const exact = query.data?.exact ?? true;
  useEffect(() => onTotal?.(total, exact), [onTotal, total, exact]);
  return (
    <Card flush>
      <DocumentFilters
        state={state}
        total={query.data?.total ?? null}
        exact={exact}
        all={query.data?.all ?? null}
        withIntegrity={of === 'backups'}
      >
        <Select
          className={styles['group'] ?? ''}
          aria-label={t.label}
          data={[
            { value: 'none', label: t.none },
            ...GROUPINGS.map((value) => ({ value, label: t.by[value] })),
          ]}
          value={by ?? 'none'}
          allowDeselect={false}
          onChange={(chosen) => setBy(GROUPINGS.find((each) => each === chosen) ?? null)}
          data-testid="group-by"
        />
        <SavedFilters
          state={list}
          current={filtered ? toSaved(filter) : null}
          onApply={(saved) => change(fromSaved(saved, now))}
        />
        {by === null && <ColumnMenu columns={columns} state={list} />}
      </DocumentFilters>
      {by !== null ? (
        <GroupTable
          // Another grouping begins anew: the last one's groups are none of this.
          key={by}
          of={of}
          by={by}
          filter={filter}
          filtered={filtered}
          empty={empty}
          onClear={clear}
          onOpen={(part) => {
            change(part);
            setBy(null);
          }}
        />
      ) : (
        <Async query={query}>
          {({ rows, ordered }) =>
            rows.length === 0 && !query.hasNextPage ? (
              filtered ? (
                <EmptyByFilter onClear={clear} />
              ) : (
                empty
              )
            ) : (
              <>
                {rows.length > 0 && (
                  <DataTable
                    caption={caption}
                    columns={shownColumns(columns, list.settings)}
                    rows={rows as readonly Rows[Of][]}
                    total={total}
                    rowTestId={rowTestId}
                    onOpen={onOpen}
                    {...(ordered ? { sort, onSort: (chosen: Sort) => list.change({ sort: chosen }) } : {})}
                    widths={list.settings.widths}
                    onWidths={(widths) => list.change({ widths })}
                    {...(selection ? { selection } : {})}
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
    </Card>
  );
};
