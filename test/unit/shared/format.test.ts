import { describe, expect, it } from 'vitest';
import { formatClp, formatNumber } from '../../../shared/format/money.ts';
import {
  formatCountdown,
  formatDate,
  formatDay,
  formatInstant,
  formatRelative,
  formatSpan,
  localDate,
  localInstant,
  localTimestamp,
} from '../../../shared/format/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('formatClp', () => {
  it.each([
    [0, '$0'],
    [999, '$999'],
    [1234, '$1.234'],
    [1_234_567, '$1.234.567'],
    [-1_234_567, '-$1.234.567'],
  ])('shows %d as %s', (amount, shown) => {
    expect(formatClp(amount)).toBe(shown);
  });
});

describe('formatNumber', () => {
  it('groups from four digits on and uses the decimal comma', () => {
    expect(formatNumber(1234.25)).toBe('1.234,25');
    expect(formatNumber(2.5)).toBe('2,5');
  });
});

describe("Chile's clock", () => {
  it('is three hours behind UTC in summer and four in winter', () => {
    expect(localTimestamp(Date.UTC(2026, 10, 24, 23, 30))).toBe('2026-11-24T20:30:00');
    expect(localTimestamp(Date.UTC(2026, 6, 1, 3, 30))).toBe('2026-06-30T23:30:00');
  });

  it('gives an evening sale the date of that evening, not that of UTC', () => {
    expect(localDate(Date.UTC(2026, 10, 25, 1, 0))).toBe('2026-11-24');
  });

  it('repeats an hour on the night of 4 April 2026 and skips one on that of 5 September', () => {
    expect(localTimestamp(Date.UTC(2026, 3, 5, 2, 59, 59))).toBe('2026-04-04T23:59:59');
    expect(localTimestamp(Date.UTC(2026, 3, 5, 3, 0))).toBe('2026-04-04T23:00:00');
    expect(localTimestamp(Date.UTC(2026, 8, 6, 3, 59, 59))).toBe('2026-09-05T23:59:59');
    expect(localTimestamp(Date.UTC(2026, 8, 6, 4, 0))).toBe('2026-09-06T01:00:00');
  });

  it('shows dates and instants the way people write them', () => {
    expect(formatDate('2026-07-05')).toBe('05-07-2026');
    expect(formatInstant(Date.UTC(2026, 6, 5, 15, 30))).toBe('05-07-2026, 11:30');
  });
});

describe('formatSpan', () => {
  it.each([
    [20_000, 'menos de 1 min'],
    [8 * MINUTE, '8 min'],
    [59.7 * MINUTE, '1 h'],
    [2 * HOUR, '2 h'],
    [3 * HOUR + 20 * MINUTE, '3 h 20 min'],
    [3 * HOUR + 59.7 * MINUTE, '4 h'],
    [23 * HOUR + 59.8 * MINUTE, '1 día'],
    [25 * HOUR, '1 día'],
    [50 * HOUR, '2 días'],
    [1_094 * 24 * HOUR, '1.094 días'],
  ])('says %d ms as %s', (ms, words) => {
    expect(formatSpan(ms)).toBe(words);
  });
});

describe('formatCountdown', () => {
  it.each([
    [45_000, '45 s'],
    [200_000, '3 min 20 s'],
    [5 * MINUTE, '5 min'],
    [2 * HOUR, '2 h'],
    [-5_000, '0 s'],
  ])('says %d ms as %s', (ms, words) => {
    expect(formatCountdown(ms)).toBe(words);
  });
});

describe('formatDay', () => {
  const now = Date.UTC(2026, 10, 25, 2, 0); // the evening of the 24th in Chile

  it.each([
    [now + 30 * MINUTE, null],
    [now + 2 * HOUR, 'mañana'],
    [now - 24 * HOUR, 'ayer'],
    [now + 72 * HOUR, 'el 27-11-2026'],
  ])('seen on the evening of 24 November 2026, %d is %s', (at, words) => {
    expect(formatDay(at, now)).toBe(words);
  });
});

describe('localInstant', () => {
  it.each([
    ['2026-11-25', 8, '2026-11-25T08:00:00'],
    ['2026-07-01', 0, '2026-07-01T00:00:00'],
    ['2026-09-06', 8, '2026-09-06T08:00:00'],
  ])('of %s at %d shows %s on a clock in Chile', (date, hour, shown) => {
    expect(localTimestamp(localInstant(date, hour))).toBe(shown);
  });
});

describe('formatRelative', () => {
  it('says before, now and after', () => {
    expect(formatRelative(10 * MINUTE, 0)).toBe('en 10 min');
    expect(formatRelative(1_000, 0)).toBe('ahora');
    expect(formatRelative(0, 2 * HOUR)).toBe('hace 2 h');
  });
});
