import { ZONE } from './time.ts';

/** Names of the one zone that fiscal dates are in. */
const CONTINENTAL: readonly string[] = [ZONE, 'Chile/Continental'];

const wallClock = (zone: string, epochMs: number): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(epochMs);

/** Whether clocks in a zone show the hour of continental Chile: Magallanes has it in summer alone. A name that nobody knows is no reason to warn. */
export const hasChileTime = (zone: string, epochMs: number): boolean => {
  try {
    return wallClock(zone, epochMs) === wallClock(ZONE, epochMs);
  } catch {
    return true;
  }
};

/** Whether a zone is another one than continental Chile's, whatever its clocks show today. */
export const isOtherZone = (zone: string): boolean => !CONTINENTAL.includes(zone);
