import { z } from 'zod';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Clock } from '../domain/clock.ts';
import type { Settings } from '../store/settings.ts';
import type { Setup } from './setup.ts';

/** More unfinished documents than these are nobody's work any more. */
const MOST = 20;

const stored = z.array(
  z.object({ key: z.string(), draft: z.record(z.string(), z.json()), changedAt: z.number() }),
);

export interface KeptDraft {
  readonly key: string;
  readonly draft: Draft;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

/** What is being written in the form, kept until it is issued or thrown away. Like every setting it goes to the vault. */
export const createKeptDrafts = (settings: Settings, setup: Setup, clock: Clock) => {
  // By what names a company everywhere: its row has another number in a restored database.
  const place = (): string => {
    const { environment, rut } = setup.company();
    return `drafts.${environment}.${rut}`;
  };
  const all = (): readonly KeptDraft[] => {
    const parsed = stored.safeParse(settings.get(place()));
    return parsed.success ? (parsed.data as readonly KeptDraft[]) : [];
  };
  const others = (key: string): readonly KeptDraft[] => all().filter((each) => each.key !== key);
  return {
    /** The last one written first. */
    all,
    keep: (key: string, draft: Draft): KeptDraft => {
      const kept = { key, draft, changedAt: clock.now() };
      settings.set(place(), [kept, ...others(key)].slice(0, MOST));
      return kept;
    },
    discard: (key: string): void => {
      const left = others(key);
      if (left.length < all().length) settings.set(place(), left);
    },
  };
};
export type KeptDrafts = ReturnType<typeof createKeptDrafts>;
