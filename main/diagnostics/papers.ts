import { localDate, nextDate } from '../../shared/format/time.ts';
import { cafExpiry } from '../dte/caf-expiry.ts';
import type { Check } from './check.ts';

const DAY_MS = 86_400_000;
/** Renewing takes days with some providers. */
const SOON_DAYS = 30;
/** Fewer than this and it is time to ask the SII for more. */
const FEW_FOLIOS = 10;

const noCompany = { outcome: 'info', said: 'noCompany', facts: {} } as const;

export const keysCheck: Check = ({ custody, safekeeping }) => {
  const { mode, unlocked } = custody.status();
  const recovery = safekeeping.recoverable();
  const facts = { mode, recovery };
  if (!unlocked) return { outcome: 'warning', said: 'locked', facts };
  return recovery === 'none' && mode !== 'none'
    ? { outcome: 'warning', said: 'noRecovery', facts }
    : { outcome: 'good', said: 'good', facts };
};

export const certificateCheck: Check = ({ setup, store, clock }) => {
  const company = setup.active();
  if (company === null) return noCompany;
  const certificate = store.certificates.active(company.id);
  if (certificate === null) return { outcome: 'bad', said: 'missing', facts: {} };
  const days = Math.ceil((certificate.validTo - clock.now()) / DAY_MS);
  const facts = { days };
  if (days <= 0) return { outcome: 'bad', said: 'expired', facts };
  return days <= SOON_DAYS
    ? { outcome: 'warning', said: 'soon', facts }
    : { outcome: 'good', said: 'good', facts };
};

export const foliosCheck: Check = ({ setup, store, clock }) => {
  const company = setup.active();
  if (company === null) return noCompany;
  const left = store.figures.folios(company.id);
  const facts = Object.fromEntries(left.map((each) => [`T${each.type}`, each.left]));
  if (left.length === 0) return { outcome: 'bad', said: 'none', facts };
  const limit = nextDate(localDate(clock.now()), SOON_DAYS);
  const expiring = store.cafs
    .list(company.id)
    .some((caf) => caf.nextFolio <= caf.toFolio && (cafExpiry(caf) ?? '9999') <= limit);
  if (left.some((each) => each.left < FEW_FOLIOS)) return { outcome: 'warning', said: 'few', facts };
  return expiring
    ? { outcome: 'warning', said: 'expiring', facts }
    : { outcome: 'good', said: 'good', facts };
};
