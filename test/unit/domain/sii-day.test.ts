import { describe, expect, it } from 'vitest';
import { siiDay } from '../../../main/domain/sii-day.ts';

describe('a day of the SII', () => {
  it.each([
    ['none', { attempts: 0, unanswered: 0, slow: 0 }],
    ['up', { attempts: 9, unanswered: 0, slow: 4 }],
    ['slow', { attempts: 8, unanswered: 0, slow: 4 }],
    ['unsteady', { attempts: 8, unanswered: 4, slow: 0 }],
    ['down', { attempts: 8, unanswered: 5, slow: 3 }],
  ] as const)('our own attempts, when they are such, call it %s', (name, seen) => {
    expect(siiDay(seen)).toBe(name);
  });
});
