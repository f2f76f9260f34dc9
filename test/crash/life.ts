import type { SiiEndpoints } from '../../main/sii/types.ts';

/** What parent and child say to each other in the crash suite. */

export interface LifeOrder {
  readonly root: string;
  readonly endpoints: SiiEndpoints;
  readonly offset: number;
  readonly seed: number;
  /** Ends itself there, when it is met for the `hit`-th time; null where the parent does the killing. */
  readonly failpoint: { readonly name: string; readonly hit: number } | null;
  /** work: a shop's day. A maintenance: that, over and over again. */
  readonly doing: Doing;
}

export const MAINTENANCE = ['snapshot', 'verify', 'archive', 'restore', 'drill'] as const;
export type Maintenance = (typeof MAINTENANCE)[number];
export type Doing = 'work' | Maintenance;

export type FromChild =
  | { readonly say: 'loaded' }
  | { readonly say: 'started' }
  | { readonly say: 'acked'; readonly type: number; readonly folio: number }
  /** Asks for what only the parent can do, and waits for `done`. */
  | { readonly say: 'please'; readonly fault: string; readonly times: number; readonly aheadMs: number }
  | { readonly say: 'round'; readonly number: number }
  | { readonly say: 'failed'; readonly why: string };

export type ToChild =
  | { readonly say: 'go'; readonly order: LifeOrder }
  | { readonly say: 'done'; readonly offset: number };
