import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { Caf } from './types.ts';

/** Types whose CAFs end (PROTOCOL.md 7.2; 43 is not among ours). */
const EXPIRING: readonly DocumentType[] = [33, 46, 56, 61];

/**
 * The SII refuses what is signed more than six months after the authorisation (CAF-3-517). Sources count 180 days or
 * six calendar months; 180 days is the shorter. Three days less, because the SII looks again when it takes the
 * document, which may be days after it was signed here.
 */
const LIFE_DAYS = 180;
const MARGIN_DAYS = 3;
const DAY_MS = 86_400_000;

/**
 * @returns the last day (Chile's date, `AAAA-MM-DD`) on which documents are still signed with this CAF, or null when
 *   its type does not end
 */
export const cafExpiry = (caf: Pick<Caf, 'type' | 'authorizedOn'>): string | null => {
  if (!EXPIRING.includes(caf.type)) return null;
  // Whole days in UTC: no zone and no daylight saving comes into it.
  const authorized = Date.parse(`${caf.authorizedOn}T00:00:00Z`);
  return new Date(authorized + (LIFE_DAYS - MARGIN_DAYS) * DAY_MS).toISOString().slice(0, 10);
};

/** @param today Chile's date, `AAAA-MM-DD` */
export const isCafExpired = (caf: Pick<Caf, 'type' | 'authorizedOn'>, today: string): boolean => {
  const last = cafExpiry(caf);
  return last !== null && today > last;
};
