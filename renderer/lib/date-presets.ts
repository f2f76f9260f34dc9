import { localDate } from '../../shared/format/time.ts';

/** Ways to choose dates; `range` is two days that the person picks. */
export const DATE_PRESETS = ['all', 'today', 'month', 'lastMonth', 'year', 'range'] as const;
export type DatePreset = (typeof DATE_PRESETS)[number];

export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

const pad = (value: number): string => String(value).padStart(2, '0');
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** All days of a month `AAAA-MM`. */
export const monthRange = (month: string): DateRange => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: `${month}-01`, to: `${month}-${pad(lastDay(year, number))}` };
};

/** The days of a preset, in Chile's calendar. */
export const rangeOf = (preset: DatePreset, nowMs: number): DateRange => {
  const today = localDate(nowMs);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const whole = (y: number, m: number): DateRange => monthRange(`${y}-${pad(m)}`);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'month':
      return whole(year, month);
    case 'lastMonth':
      return month === 1 ? whole(year - 1, 12) : whole(year, month - 1);
    case 'year':
      return { from: `${year}-01-01`, to: `${year}-12-31` };
    default:
      return { from: null, to: null };
  }
};
