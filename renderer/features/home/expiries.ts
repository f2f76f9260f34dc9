import type { CafView } from '../../../shared/ipc/parts.ts';

/** Renewing takes days, and the SII may take some to authorise folios: two months ahead nobody has to hurry. */
export const RADAR_DAYS = 60;
/** From here on it is urgent. */
const SOON_DAYS = 15;
const DAY = 86_400_000;

/** Something that ends: in so many days (below 0: it has), and how much that matters. */
export interface Expiry {
  readonly key: string;
  readonly what:
    | { readonly kind: 'certificate' }
    | { readonly kind: 'caf'; readonly type: number; readonly from: number; readonly to: number };
  readonly days: number;
  readonly urgent: boolean;
}

const daysUntil = (isoDate: string, now: number): number =>
  Math.floor((Date.parse(`${isoDate}T23:59:59Z`) - now) / DAY);

/**
 * Certificate and folios that end within {@link RADAR_DAYS}, the soonest first. Folios that are used up end nothing.
 * @param certificateValidTo UTC epoch ms; null without a certificate
 */
export const expiriesOf = (
  cafs: readonly CafView[],
  certificateValidTo: number | null,
  now: number,
): readonly Expiry[] => {
  const found: Expiry[] = [];
  if (certificateValidTo !== null) {
    const days = Math.floor((certificateValidTo - now) / DAY);
    found.push({ key: 'certificate', what: { kind: 'certificate' }, days, urgent: days <= SOON_DAYS });
  }
  for (const { id, type, from, to, left, expiresOn } of cafs) {
    if (left === 0 || expiresOn === null) continue;
    const days = daysUntil(expiresOn, now);
    found.push({ key: `caf-${id}`, what: { kind: 'caf', type, from, to }, days, urgent: days <= SOON_DAYS });
  }
  return found.filter(({ days }) => days <= RADAR_DAYS).toSorted((a, b) => a.days - b.days);
};
