import type { DocumentType } from '../../shared/domain/document-type.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { isCutOff } from '../../shared/domain/holdup.ts';
import { localDate } from '../../shared/format/time.ts';
import type { Protector } from '../backup/protector.ts';
import type { Safekeeping } from '../backup/safekeeping.ts';
import type { Clock } from '../domain/clock.ts';
import type { Intake } from '../intake/intake.ts';
import type { SendingState } from '../sending/breaker-service.ts';
import type { SendingService } from '../sending/sending-service.ts';
import type { Setup } from '../setup/setup.ts';
import type { Store } from '../store/open.ts';

/** All that the desktop shows of the program besides its window, at one moment. */
export interface Outlook {
  readonly now: number;
  readonly needsPerson: number;
  readonly abandoned: number;
  /** Waiting, and under way at this moment. */
  readonly pending: number;
  readonly inFlight: number;
  readonly nextDueAt: number | null;
  readonly sending: SendingState['state'];
  readonly pausedUntil: number | null;
  readonly nextProbeAt: number | null;
  /** The computer has no network, and sending needs one. */
  readonly cutOff: boolean;
  readonly acceptedToday: number;
  readonly vaultProblem: ErrorCode | null;
  /** Whole days until the certificate ends, 0 once it has; null without one. */
  readonly certificateDays: number | null;
  readonly fewFolios: readonly DocumentType[];
  /** How far long work is, 0 to 1; null when there is none. */
  readonly progress: number | null;
}

const DAY_MS = 86_400_000;
const FEW_FOLIOS = 10;

export interface OutlookParts {
  readonly clock: Clock;
  readonly store: Store;
  readonly setup: Pick<Setup, 'active'>;
  readonly sending: Pick<SendingService, 'state'>;
  readonly protector: Pick<Protector, 'lastProblem'>;
  readonly safekeeping: Pick<Safekeeping, 'lastProblem' | 'restore'>;
  readonly intake: Pick<Intake, 'batches'>;
  readonly isOnline: () => boolean;
}

/** @returns null before there is a company */
export const createOutlook = (parts: OutlookParts) => (): Outlook | null => {
  const { clock, store, setup, sending, protector, safekeeping, isOnline } = parts;
  const company = setup.active();
  if (company === null) return null;
  const now = clock.now();
  const jobs = store.jobs.counts(company.id);
  const { state, pausedUntil, nextProbeAt } = sending.state();
  const validTo = store.certificates.active(company.id)?.validTo ?? null;
  return {
    now,
    needsPerson: jobs.needs_person,
    abandoned: jobs.abandoned,
    pending: jobs.pending,
    inFlight: jobs.retrying,
    nextDueAt: store.jobs.nextDueAt(),
    sending: state,
    pausedUntil,
    nextProbeAt,
    cutOff: isCutOff(isOnline(), company.environment),
    acceptedToday: store.figures.day(company.id, localDate(now)).accepted,
    vaultProblem: protector.lastProblem()?.code ?? safekeeping.lastProblem()?.code ?? null,
    certificateDays: validTo === null ? null : Math.max(0, Math.ceil((validTo - now) / DAY_MS)),
    fewFolios: store.figures
      .folios(company.id)
      .filter(({ left }) => left < FEW_FOLIOS)
      .map(({ type }) => type),
    progress: progressOf(parts, company.id),
  };
};

/** A restore before a batch: it is the one that somebody waits for. */
const progressOf = ({ safekeeping, intake }: OutlookParts, companyId: number): number | null => {
  const { state, progress } = safekeeping.restore.progress();
  if (state === 'working' && progress !== null && progress.total > 0) return progress.done / progress.total;
  const batch = intake.batches.latest(companyId);
  if (batch === null || batch.state !== 'running') return null;
  const all = Object.values(batch.counts).reduce((sum, n) => sum + n, 0);
  return all === 0 ? null : 1 - (batch.counts['waiting'] ?? 0) / all;
};
