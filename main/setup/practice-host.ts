import { join } from 'node:path';
import { z } from 'zod';
import { appError } from '../../shared/domain/errors.ts';
import { PRACTICE_FAULTS, type PracticeFault } from '../../shared/domain/practice.ts';
import type { ShiftableClock } from '../domain/clock.ts';
import { startPracticeSii } from '../sii/practice/practice-sii.ts';
import type { Enrolment, PracticeSii } from '../sii/practice/types.ts';
import type { Settings } from '../store/settings.ts';

const PROCESSING = 'practice.processingMs';
const CLOCK = 'practice.clockAheadMs';
const ENROLMENT = 'practice.enrolment';

const enrolmentSchema = z.object({
  rut: z.string(),
  name: z.string(),
  fchResol: z.string(),
  nroResol: z.int(),
  senderRuts: z.array(z.string()),
});

/**
 * The practice SII of this profile: started only while the company is a practice one, with the processing time and the
 * clock that were set last.
 */
export interface PracticeHost {
  /** Starts it, or gives the one that runs. */
  start(): Promise<PracticeSii>;
  /** @throws AppError practice_only when it does not run */
  running(): PracticeSii;
  enrol(company: Enrolment): void;
  setFault(fault: PracticeFault): Promise<void>;
  setProcessingTime(ms: number): void;
  advanceClock(ms: number): void;
  clockAheadMs(): number;
  stop(): Promise<void>;
}

const readMs = (value: unknown, otherwise: number): number => {
  const parsed = z.int().min(0).safeParse(value);
  return parsed.success ? parsed.data : otherwise;
};

export const createPracticeHost = (
  profileDir: string,
  clock: ShiftableClock,
  settings: Settings,
): PracticeHost => {
  let sii: Promise<PracticeSii> | null = null;
  let started: PracticeSii | null = null;

  const launch = async (): Promise<PracticeSii> => {
    clock.setAhead(readMs(settings.get(CLOCK), 0));
    const practice = await startPracticeSii({
      dbFile: join(profileDir, 'sii-de-practica.sqlite'),
      clock,
      // As the SII does: a note about what it does not have is rejected (REF-3-750).
      strictReferences: true,
    });
    practice.processing.set(readMs(settings.get(PROCESSING), practice.processing.get()));
    const enrolment = enrolmentSchema.safeParse(settings.get(ENROLMENT));
    if (enrolment.success) practice.enrol(enrolment.data);
    started = practice;
    return practice;
  };
  const running = (): PracticeSii => {
    if (!started) throw appError('practice_only');
    return started;
  };

  return {
    start: () => {
      sii ??= launch();
      return sii;
    },
    running,
    enrol: (company) => {
      running().enrol(company);
      settings.set(ENROLMENT, company);
    },
    setFault: (fault) => {
      if (!PRACTICE_FAULTS.includes(fault.kind)) throw appError('bad_request');
      return running().faults.set(fault);
    },
    setProcessingTime: (ms) => {
      running().processing.set(ms);
      settings.set(PROCESSING, ms);
    },
    advanceClock: (ms) => {
      running();
      clock.setAhead(clock.ahead() + ms);
      settings.set(CLOCK, clock.ahead());
    },
    clockAheadMs: () => clock.ahead(),
    stop: async () => {
      const practice = started;
      started = null;
      sii = null;
      clock.setAhead(0);
      await practice?.stop();
    },
  };
};
