import { expect, it } from 'vitest';
import { nightOf } from '../../../renderer/features/backups/night-of.ts';
import { localInstant } from '../../../shared/format/time.ts';

const at = localInstant;

it('one in the morning / is the night of the day before, and only if that is today or tomorrow', () => {
  expect(nightOf(at('2026-11-25', 1), at('2026-11-24', 11))).toBe('tonight');
  expect(nightOf(at('2026-11-25', 4), at('2026-11-25', 2))).toBe('tonight');
  expect(nightOf(at('2026-11-26', 1), at('2026-11-24', 11))).toBe('tomorrow');
  expect(nightOf(at('2026-11-27', 1), at('2026-11-24', 11))).toBeNull();
});
it('an hour of the day / is no night', () => {
  expect(nightOf(at('2026-11-24', 15), at('2026-11-24', 11))).toBeNull();
});
it('what is over / is now', () => {
  expect(nightOf(at('2026-11-24', 10), at('2026-11-24', 11))).toBe('now');
});
