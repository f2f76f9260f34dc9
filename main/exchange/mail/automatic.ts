import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../domain/clock.ts';
import type { CustomerMails, Unmailed } from '../../store/customer-mails.ts';
import type { CompanyRecord } from '../../store/records.ts';

export interface AutomaticMailParts {
  readonly mails: Pick<CustomerMails, 'unmailed'>;
  readonly clock: Clock;
  readonly company: () => CompanyRecord | null;
  /** Since when accepted documents go out by themselves (UTC epoch ms); null where nobody asked for it. */
  readonly since: () => number | null;
  readonly addressFor: (documentId: number) => string | null;
  /** @throws AppError where the message cannot be queued now */
  readonly queue: (documentId: number, to: string) => void;
}

/** So many are looked at before the window and the sender have their turn: each reads a draft. */
const PAGE = 100;

/**
 * Queues what was accepted and not mailed yet, oldest first. Documents of customers without an address are passed over once, and
 * looked at again only when something may have changed for them: they must not stand before the next ones for ever.
 */
export const createAutomaticMail = (parts: AutomaticMailParts) => {
  let passed: (Unmailed & { readonly companyId: number; readonly since: number }) | null = null;
  let lookedAt = 0;
  let isStale = false;

  return {
    /** An address was learned: whoever had none may have one now. */
    lookAgain: (): void => {
      passed = null;
      isStale = true;
    },
    queueAccepted: async (goesOn: () => boolean): Promise<void> => {
      const company = parts.company();
      const since = parts.since();
      if (!company || since === null) return;
      const now = parts.clock.now();
      // A clock that was set back may have accepted something before the place that was reached.
      const isSame = passed?.companyId === company.id && passed.since === since && now >= lookedAt;
      let place: Unmailed = isSame && passed ? passed : { at: since, id: 0 };
      let held: Unmailed | null = null;
      lookedAt = now;
      isStale = false;
      for (;;) {
        const page = parts.mails.unmailed(company.id, place, PAGE);
        for (const each of page) {
          const to = parts.addressFor(each.id);
          if (to !== null) {
            try {
              parts.queue(each.id, to);
            } catch (error) {
              if (!(error instanceof AppError)) throw error;
              // Locked keys, a certificate that has run out: from here on it is looked at again.
              held ??= place;
            }
          }
          place = each;
        }
        if (page.length < PAGE || !goesOn()) break;
        await nextTurn();
      }
      passed = isStale ? null : { ...(held ?? place), companyId: company.id, since };
    },
  };
};
