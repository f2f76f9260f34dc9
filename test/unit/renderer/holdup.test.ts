import { describe, expect, it } from 'vitest';
import { holdupLine } from '../../../renderer/lib/use-holdup.ts';
import { holdupOf, type SendingStand } from '../../../shared/domain/holdup.ts';

const NOW = Date.UTC(2026, 10, 25, 15, 0);
const HOUR = 3_600_000;
const due = { dueAt: NOW - 1, failedBefore: true };
const later = { dueAt: NOW + HOUR, failedBefore: true };
const fresh = { dueAt: NOW + HOUR, failedBefore: false };
const stand = (state: SendingStand['state'], pausedUntil: number | null = null): SendingStand => ({
  state,
  pausedUntil,
});

describe('what a document waits for besides its own time', () => {
  it.each([
    ['nothing, when all goes on', due, stand('sending'), false, null],
    ['nothing, while one document goes first', due, stand('trying'), false, null],
    ['the pause that ends after its time', later, stand('paused', NOW + 2 * HOUR), false, 'pause'],
    ['nothing of a pause that ends before its time', later, stand('paused', NOW + 1), false, null],
    ['the pause, whether or not there is a network', due, stand('paused', NOW + HOUR), true, 'pause'],
    ['a network, once its time has come', due, stand('waiting'), true, 'network'],
    ['its own time, when that comes later', later, stand('waiting'), true, null],
    ['the SII, once its time has come', due, stand('waiting'), false, 'sii'],
    ['the SII, when it was never tried', fresh, stand('waiting'), false, 'sii'],
    ['its own time, when it failed before and that comes later', later, stand('waiting'), false, null],
    ['room on the disk', due, stand('no_room'), false, 'room'],
  ] as const)('is %s', (_, turn, sending, cutOff, kind) => {
    expect(holdupOf(turn, sending, cutOff, NOW)?.kind ?? null).toBe(kind);
  });

  it('in words, says until when, with the day where it is another', () => {
    expect(holdupLine({ kind: 'pause', untilAt: Date.UTC(2026, 10, 25, 18, 30) }, NOW)).toBe(
      'Cuando termine la pausa (hasta las 15:30)',
    );
    expect(holdupLine({ kind: 'pause', untilAt: Date.UTC(2026, 10, 26, 11, 0) }, NOW)).toBe(
      'Cuando termine la pausa (hasta mañana a las 08:00)',
    );
    expect(holdupLine({ kind: 'sii' }, NOW)).toBe('Apenas responda el SII');
  });
});
