import { z } from 'zod';
import { acts, reads } from './channel.ts';
import { backupFilter, documentType, id, queueFilter, sendError, sort } from './parts.ts';

/** Screens with a list of their own way: columns, and filters that somebody has given a name. */
export const LIST_VIEWS = ['documents', 'backups', 'queue'] as const;
export type ListView = (typeof LIST_VIEWS)[number];

/** What documents may be grouped by. */
export const GROUPINGS = ['type', 'month', 'state', 'receptor'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** No column is narrower than a short word with its padding, nor wider than half of a big screen. */
export const MIN_WIDTH = 72;
export const MAX_WIDTH = 640;

const word = z.string().max(120);
const column = z.string().min(1).max(40);
const savedFilter = z.object({
  name: z.string().trim().min(1).max(40),
  /** As the screen keeps it; it takes what it knows of it. */
  filter: z.record(
    z.string().max(40),
    z.union([word, z.number(), z.boolean(), z.null(), z.array(z.union([word, z.number()])).max(20)]),
  ),
});

export const listSettings = z.object({
  /** Keys of columns in their order; those that are not named come after. */
  order: z.array(column).max(20).default([]),
  hidden: z.array(column).max(20).default([]),
  /** Of those that are not seen unless somebody wants them. */
  shown: z.array(column).max(20).default([]),
  saved: z.array(savedFilter).max(20).default([]),
  /** What somebody ordered it by last; null: the newest first. */
  sort: sort.nullable().default(null),
  /** Widths in pixels that somebody gave columns. */
  widths: z.record(column, z.int().min(MIN_WIDTH).max(MAX_WIDTH)).default({}),
});
export type ListSettings = z.infer<typeof listSettings>;
export type SavedFilter = ListSettings['saved'][number];

/** Why an action for many left a document as it was. */
export const leftWhy = z.enum([
  'in_flight',
  'already_due',
  'held',
  'wrong_state',
  'not_found',
  'already_received',
]);

/** What became of everything that a filter found. */
const matchingReport = z.object({
  done: z.int(),
  /** How many were left as they were, and the first of them by name. */
  left: z.int(),
  skipped: z.array(z.object({ id, type: documentType, folio: z.int(), why: leftWhy })).max(200),
  /** Takes it back, for a little while; null where nothing was done. */
  undo: z.string().nullable(),
});

export const listsContract = {
  /** Counts and sums of what a filter finds. Credit notes take away and guías add nothing, but in groups by type. */
  'lists.groups': reads(
    z.object({
      of: z.enum(['documents', 'backups']),
      filter: backupFilter.prefault({}),
      by: z.enum(GROUPINGS),
    }),
    z.object({
      groups: z
        .array(
          z.object({
            /** The type's number, `AAAA-MM`, the state, or the RUT. */
            key: z.string(),
            /** Of a receptor. */
            name: z.string().nullable(),
            n: z.int(),
            /** Pesos. `other`: of exports in other currencies, as far as they say what they are in pesos. */
            sums: z.array(z.object({ currency: z.enum(['CLP', 'other']), total: z.int() })).max(2),
          }),
        )
        .max(100),
      /** How many groups there are beside these. */
      more: z.int(),
      /** Whether all that the filter finds is in them, or its newest. */
      exact: z.boolean(),
    }),
  ),
  'lists.settings': reads(z.object({ view: z.enum(LIST_VIEWS) }), listSettings),
  /** How somebody wants to see a list changes nothing of the business: everybody may. */
  'lists.saveSettings': reads(z.object({ view: z.enum(LIST_VIEWS), settings: listSettings }), listSettings),

  /** What went wrong with those that a filter finds, the cause with most documents first. */
  'queue.causes': reads(
    z.object({ filter: queueFilter.prefault({}) }),
    z.object({ causes: z.array(z.object({ cause: z.string(), error: sendError, n: z.int() })).max(100) }),
  ),
  /** The same as `queue.retry` and `queue.abandon`, for everything that a filter finds, however many. */
  'queue.retryMatching': acts(z.object({ filter: queueFilter }), matchingReport),
  'queue.abandonMatching': acts(
    z.object({ filter: queueFilter, reason: z.string().trim().min(3).max(500) }),
    matchingReport,
  ),
  /** Takes back a retry or an abandonment, of those with which nothing has happened since. */
  'queue.undo': acts(z.object({ undo: z.uuid() }), z.object({ undone: z.int(), left: z.int() })),
} as const;
