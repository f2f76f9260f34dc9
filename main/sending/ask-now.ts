import { appError } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/open.ts';

/** The SII is a service of all: whoever watches a document does not ask more often than this. */
export const ASK_AGAIN_MS: number = 8_000;

export interface AskNowParts {
  readonly store: Pick<Store, 'companies' | 'documents'>;
  readonly clock: Clock;
  /** Wakes the scheduler. */
  readonly wake: () => void;
}

/**
 * Lets a person who is looking at a document have the SII asked for it now.
 * @returns a function that says whether it will be: not when the SII has decided, nor when it was asked for a moment ago
 * @throws AppError not_found
 */
export const createAskNow = ({ store, clock, wake }: AskNowParts) => {
  const asked = new Map<number, number>();
  return (id: number): boolean => {
    const document = store.documents.get(id);
    if (!document || document.companyId !== store.companies.working()?.id) throw appError('not_found');
    const now = clock.now();
    if (document.pollDueAt === null) {
      asked.delete(id);
      return false;
    }
    const last = asked.get(id) ?? document.siiStateAt;
    if (now - last < ASK_AGAIN_MS) return false;
    asked.set(id, now);
    store.documents.change(document, { pollDueAt: Math.min(document.pollDueAt, now) }, now);
    wake();
    return true;
  };
};
export type AskNow = ReturnType<typeof createAskNow>;
