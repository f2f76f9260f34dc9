import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import { call } from './api.ts';

interface ReadOptions {
  readonly enabled?: boolean;
  readonly refetchInterval?: number;
  /** Shows the last answer while the next one, for another input, is on its way. */
  readonly keepPrevious?: boolean;
  /** Asks again each time that a screen with it is opened: what it tells of changes without a word to main. */
  readonly anew?: boolean;
}

/** An answer of main, kept fresh by its change topics. */
export const useApi = <C extends ChannelName>(
  channel: C,
  input: Input<C>,
  { enabled = true, refetchInterval, keepPrevious = false, anew = false }: ReadOptions = {},
): UseQueryResult<Output<C>> =>
  useQuery<Output<C>>({
    queryKey: [channel, input],
    queryFn: () => call(channel, input),
    enabled,
    ...(refetchInterval === undefined ? {} : { refetchInterval }),
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(anew ? { refetchOnMount: 'always' } : {}),
  });

type ListChannel = 'documents.list' | 'backups.list' | 'queue.list' | 'trail.list';
type Filter<C extends ListChannel> = NonNullable<Input<C>['filter']>;

/** All pages asked for so far, as one list. */
export interface Pages<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Whether `total` is all of them, or the least that there are. */
  readonly exact: boolean;
  /** Whether it is in the order that was asked for. */
  readonly ordered: boolean;
  /** How many there are without the filter; null where the list does not say. */
  readonly all: number | null;
}

const PAGE_SIZE = 50;

/** What a list is ordered by. */
export type Sort = NonNullable<Input<'documents.list'>['sort']>;

/** How many a list has, by what its first page and its last one say. */
export const figuresOf = (
  pages: readonly Pick<Output<ListChannel>, 'total' | 'exact'>[],
): Pick<Pages<unknown>, 'total' | 'exact' | 'all'> => {
  const [first, last] = [pages[0], pages.at(-1)];
  const total = last?.total ?? 0;
  const all = first !== undefined && 'all' in first ? (first.all as number | null) : null;
  // Of a list that has so many, there are no more to be found.
  return { total, all, exact: (last?.exact ?? true) || (all !== null && total >= all) };
};

/** A list that grows page by page (by key, never by offset). */
export const usePages = <C extends ListChannel>(
  channel: C,
  filter: Filter<C>,
  sort?: Sort,
): UseInfiniteQueryResult<Pages<Output<C>['items'][number]>> =>
  useInfiniteQuery({
    queryKey: [channel, filter, sort],
    queryFn: ({ pageParam }) =>
      call(channel, {
        filter,
        cursor: pageParam,
        limit: PAGE_SIZE,
        ...(sort ? { sort } : {}),
      } as Input<C>),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Output<C>) => last.nextCursor,
    select: (data): Pages<Output<C>['items'][number]> => ({
      rows: data.pages.flatMap((page) => page.items as Output<C>['items'][number][]),
      ordered: data.pages.every((page) => !('ordered' in page) || page.ordered),
      ...figuresOf(data.pages),
    }),
    placeholderData: keepPreviousData,
  });

/** Something that main does when asked. */
export const useAction = <C extends ChannelName>(channel: C): UseMutationResult<Output<C>, Error, Input<C>> =>
  useMutation<Output<C>, Error, Input<C>>({ mutationFn: (input) => call(channel, input) });
