import { useEffect, useMemo } from 'react';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { usePages } from '../../lib/use-api.ts';
import { belongsTo, type QueueView } from './views.ts';

/** The rows of a tab so far, and how to get more. */
export interface QueueRows {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly data: object | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly refetch: () => unknown;
  readonly more: () => void;
}

/** Goes on to the next page by itself while a tab's own filter leaves nothing of those that came. */
export const useQueueRows = (
  view: QueueView,
  filter: NonNullable<Input<'queue.list'>['filter']>,
): QueueRows => {
  const query = usePages('queue.list', filter);
  const all = query.data?.rows;
  const rows = useMemo(() => (all ?? []).filter((row) => belongsTo(view, row)), [all, view]);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (all !== undefined && rows.length === 0 && hasNextPage && !isFetching) void fetchNextPage();
  }, [all, rows.length, hasNextPage, isFetching, fetchNextPage]);
  return {
    rows,
    total: view === 'fresh' ? rows.length : (query.data?.total ?? 0),
    data: query.data,
    error: query.error,
    hasMore: hasNextPage,
    loadingMore: query.isFetchingNextPage,
    refetch: query.refetch,
    more: () => void fetchNextPage(),
  };
};
