import { daysUntil, localDate } from '../../../shared/format/time.ts';
import type { FolioReportView } from '../../../shared/ipc/folios.ts';

/** Renewing takes days, and the SII may take some to authorise folios: two months ahead nobody has to hurry. */
export const RADAR_DAYS = 60;
/** From here on it is urgent. */
const SOON_DAYS = 15;

/** Something that ends: in so many days (below 0: it has), and how much that matters. */
export interface Expiry {
  readonly key: string;
  readonly what:
    | { readonly kind: 'certificate' }
    | { readonly kind: 'caf'; readonly type: number; readonly from: number; readonly to: number }
    | { readonly kind: 'folios'; readonly type: number; readonly usable: number };
  readonly days: number;
  readonly urgent: boolean;
}

/**
 * Certificate, and folios by their date and by their pace, that end within {@link RADAR_DAYS}, the soonest first.
 * @param certificateValidTo UTC epoch ms; null without a certificate
 */
export const expiriesOf = (
  reports: readonly Pick<FolioReportView, 'type' | 'usable' | 'daysLeft' | 'ranges'>[],
  certificateValidTo: number | null,
  now: number,
): readonly Expiry[] => {
  const found: Expiry[] = [];
  if (certificateValidTo !== null) {
    const days = certificateValidTo <= now ? -1 : daysUntil(localDate(certificateValidTo), now);
    found.push({ key: 'certificate', what: { kind: 'certificate' }, days, urgent: days <= SOON_DAYS });
  }
  for (const { type, usable, daysLeft, ranges } of reports) {
    // At the pace of the last weeks; without a pace there is nothing to say.
    if (daysLeft !== null)
      found.push({
        key: `folios-${type}`,
        what: { kind: 'folios', type, usable },
        days: daysLeft,
        urgent: daysLeft <= SOON_DAYS,
      });
    for (const { id, from, to, left, expiresOn } of ranges) {
      if (left === 0 || expiresOn === null) continue;
      const days = daysUntil(expiresOn, now);
      found.push({
        key: `caf-${id}`,
        what: { kind: 'caf', type, from, to },
        days,
        urgent: days <= SOON_DAYS,
      });
    }
  }
  return found.filter(({ days }) => days <= RADAR_DAYS).toSorted((a, b) => a.days - b.days);
};
