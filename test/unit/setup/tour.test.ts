import { describe, expect, it } from 'vitest';
import { createTour } from '../../../main/setup/tour.ts';
import type { PracticeSii } from '../../../main/sii/practice/types.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import { TOUR_STOPS } from '../../../shared/domain/tour.ts';

/** The practice SII's switches, and the settings of a profile, which outlive a run of the program. */
const profile = () => {
  const values = new Map<string, unknown>();
  const run = (fault: PracticeFault, processingMs: number) => {
    const now = { fault, processingMs };
    const sii = {
      faults: { get: () => now.fault },
      processing: { get: () => now.processingMs },
    } as unknown as PracticeSii;
    const tour = createTour({
      settings: {
        all: () => ({}),
        get: (key) => values.get(key),
        set: (key, value) => void values.set(key, structuredClone(value)),
      },
      practice: {
        running: () => sii,
        setFault: async (next) => {
          now.fault = next;
        },
        setProcessingTime: (ms) => {
          now.processingMs = ms;
        },
      },
      changed: () => undefined,
    });
    return { now, tour };
  };
  return { run };
};
const OWN: PracticeFault = { kind: 'slow', ms: 3_000 };

describe('the guided tour', () => {
  it('told to the end, whatever it turned, leaves the switches as it found them', async () => {
    const { now, tour } = profile().run(OWN, 8_000);
    const kinds: string[] = [];
    for (const stop of TOUR_STOPS) {
      await tour.go(stop, null);
      kinds.push(now.fault.kind);
    }
    expect(kinds).toEqual([
      'slow',
      'down',
      'down',
      'none',
      'rejection_after_epr',
      'rejection_after_epr',
      'slow',
    ]);
    await tour.leave(true);
    expect(now).toEqual({ fault: OWN, processingMs: 8_000 });
    expect(tour.view()).toEqual({ stop: null, documentId: null, done: true });
  });

  it.each(TOUR_STOPS)('left at %s, leaves the switches as it found them', async (stop) => {
    const { now, tour } = profile().run(OWN, 8_000);
    await tour.go('welcome', null);
    await tour.go(stop, 7);
    await tour.leave(false);
    expect([now, tour.view().done]).toEqual([{ fault: OWN, processingMs: 8_000 }, false]);
  });

  it('cut short by the end of the program, at the next start, goes on where it was', async () => {
    const { run } = profile();
    await run(OWN, 8_000).tour.go('waiting', 7);
    // The practice SII starts without a fault; its processing time was kept.
    const { now, tour } = run({ kind: 'none' }, 2_000);
    await tour.resume();
    expect([tour.view().stop, now.fault.kind]).toEqual(['waiting', 'down']);
    await tour.leave(false);
    expect(now).toEqual({ fault: OWN, processingMs: 8_000 });
  });

  it('never begun, at the start of the program, turns nothing', async () => {
    const { now, tour } = profile().run(OWN, 8_000);
    await tour.resume();
    expect(now).toEqual({ fault: OWN, processingMs: 8_000 });
  });
});
