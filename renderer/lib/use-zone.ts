import { formatDate, formatInstant, localDate } from '../../shared/format/time.ts';
import { hasChileTime, isOtherZone } from '../../shared/format/zone.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { useNow } from './use-now.ts';

const t = texts.zone;
const own = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Beside the date of a document, while the clock of this computer shows another hour than Chile's; else null. */
export const useIssuedOnHint = (): string | null => {
  const now = useNow();
  return hasChileTime(own(), now) ? null : t.issuedOn(formatDate(localDate(now)));
};

/** For a computer that is set to another zone, also when its clock shows the same hour today; else null. */
export const useZoneNote = (): string | null => {
  const now = useNow();
  const zone = own();
  if (!isOtherZone(zone)) return null;
  const there = hasChileTime(zone, now) ? '' : ` ${t.now(formatInstant(now))}`;
  return `${t.clock(zone)} ${t.rule}${there}`;
};
