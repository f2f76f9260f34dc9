import { describe, expect, it } from 'vitest';
import { sendBy } from '../../../shared/domain/deadline.ts';

const ISSUED = Date.UTC(2026, 6, 1, 15, 30);

describe('until when the SII waits', () => {
  it.each([39, 41] as const)('for a boleta of type %i, is an hour after it was issued', (type) => {
    expect(sendBy(type, ISSUED)).toBe(Date.UTC(2026, 6, 1, 16, 30));
  });

  it.each([33, 34, 46, 52, 56, 61, 110] as const)('for type %i, is not said', (type) => {
    expect(sendBy(type, ISSUED)).toBeNull();
  });
});
