import { z } from 'zod';
import { PRACTICE_FAULTS, type PracticeFault } from '../../shared/domain/practice.ts';
import { TOUR_STOPS, type TourStop } from '../../shared/domain/tour.ts';
import type { Settings } from '../store/settings.ts';
import type { PracticeHost } from './practice-host.ts';

const KEY = 'practice.tour';

/** Quick enough to be watched, slow enough to be seen. */
const WATCHED_PROCESSING_MS = 2_000;

const switches = z.object({
  fault: z.object({
    kind: z.enum(PRACTICE_FAULTS),
    ms: z.int().optional(),
    value: z.int().optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    times: z.int().optional(),
    scope: z.enum(['all', 'uploads']).optional(),
  }),
  processingMs: z.int().min(0),
});
const stored = z.object({
  stop: z.enum(TOUR_STOPS).nullable(),
  documentId: z.int().nullable(),
  /** As they were before the tour; null while none is under way. */
  before: switches.nullable(),
  done: z.boolean(),
});
type Stored = z.infer<typeof stored>;
type Switches = z.infer<typeof switches>;

const NOT_BEGUN: Stored = { stop: null, documentId: null, before: null, done: false };

/** How the practice SII has to be at a stop; null for as it was before the tour. */
const needed = (stop: TourStop): Switches | null => {
  switch (stop) {
    case 'welcome':
    case 'end':
      return null;
    case 'issue':
    case 'waiting':
      return { fault: { kind: 'down' }, processingMs: WATCHED_PROCESSING_MS };
    case 'returned':
      return { fault: { kind: 'none' }, processingMs: WATCHED_PROCESSING_MS };
    case 'reject':
    case 'rejected':
      return {
        fault: { kind: 'rejection_after_epr', code: 'DTE-3-505' },
        processingMs: WATCHED_PROCESSING_MS,
      };
  }
};

export interface TourView {
  readonly stop: TourStop | null;
  readonly documentId: number | null;
  readonly done: boolean;
}

/** The guided tour: it turns the real switches of the practice SII, and turns them back. */
export interface Tour {
  view(): TourView;
  /** @throws AppError practice_only */
  go(stop: TourStop, documentId: number | null): Promise<TourView>;
  leave(done: boolean): Promise<TourView>;
  /** The program has started: a tour that was under way goes on where it was. */
  resume(): Promise<void>;
}

export interface TourParts {
  readonly settings: Settings;
  readonly practice: Pick<PracticeHost, 'running' | 'setFault' | 'setProcessingTime'>;
  /** The switches were turned: screens that show them are out of date. */
  readonly changed: () => void;
}

export const createTour = ({ settings, practice, changed }: TourParts): Tour => {
  const read = (): Stored => {
    const parsed = stored.safeParse(settings.get(KEY));
    return parsed.success ? parsed.data : NOT_BEGUN;
  };
  const view = (): TourView => {
    const { stop, documentId, done } = read();
    return { stop, documentId, done };
  };
  const turn = async ({ fault, processingMs }: Switches): Promise<void> => {
    await practice.setFault(fault as PracticeFault);
    practice.setProcessingTime(processingMs);
  };
  const now = (): Switches => {
    const sii = practice.running();
    return { fault: { ...sii.faults.get() }, processingMs: sii.processing.get() };
  };

  return {
    view,
    async go(stop, documentId) {
      const before = read().before ?? now();
      // Written before a switch is turned: a program that ends in between knows what to turn back.
      settings.set(KEY, { ...read(), stop, documentId, before } satisfies Stored);
      await turn(needed(stop) ?? before);
      changed();
      return view();
    },
    async leave(done) {
      const state = read();
      if (state.before !== null) await turn(state.before);
      settings.set(KEY, { ...NOT_BEGUN, done: done || state.done } satisfies Stored);
      changed();
      return view();
    },
    async resume() {
      const { stop, before } = read();
      if (stop === null || before === null) return;
      await turn(needed(stop) ?? before);
    },
  };
};
