import { appError } from '../../../shared/domain/errors.ts';
import type { PracticeFault, PracticeFaultKind } from '../../../shared/domain/practice.ts';
import type { PracticeService } from './types.ts';

export const NO_FAULT: PracticeFault = { kind: 'none' };

/** What a fault does where its parameter was left out. */
export const DEFAULT_SLOW_MS = 5_000;
export const DEFAULT_STATUS = 9;
export const DEFAULT_SCHEMA_DETAIL = 'LSX-00213: only 0 occurrences of particle "sequence", minimum is 1';

/** These are about documents, so logins and queries never meet them. */
const UPLOADS_ONLY: ReadonlySet<PracticeFaultKind> = new Set([
  'status_n',
  'schema_rejection',
  'rejection_after_epr',
  'objections_after_epr',
  'lost_answer',
]);

const touches = (fault: PracticeFault, service: PracticeService): boolean => {
  if (fault.kind === 'none' || fault.kind === 'down') return false;
  if (fault.kind === 'token_expired') return service !== 'seed' && service !== 'token';
  if (service === 'upload') return true;
  if (UPLOADS_ONLY.has(fault.kind)) return false;
  return (fault.scope ?? (fault.kind === 'reset_after_body' ? 'uploads' : 'all')) === 'all';
};

export interface FaultSwitch {
  get(): PracticeFault;
  /** @throws AppError bad_request for parameters that make no sense */
  set(fault: PracticeFault): void;
  /** The fault that a request of this service meets; one with `times` is used up by it. */
  meet(service: PracticeService): PracticeFault;
}

const isCount = (value: number | undefined, least: number): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value >= least);

const makesSense = ({ kind, times, ms, value }: PracticeFault): boolean => {
  if (!isCount(times, 1) || !isCount(ms, 0)) return false;
  // STATUS 0 without a track id is an answer that the SII does not have.
  if (kind === 'status_n') return value === undefined || (Number.isSafeInteger(value) && value !== 0);
  return kind !== 'http_503' || isCount(value, 0);
};

export const createFaultSwitch = (): FaultSwitch => {
  let current = NO_FAULT;
  return {
    get: () => current,
    set: (fault) => {
      if (!makesSense(fault)) throw appError('bad_request');
      current = fault;
    },
    meet: (service) => {
      if (!touches(current, service)) return NO_FAULT;
      const met = current;
      if (met.times !== undefined) current = met.times > 1 ? { ...met, times: met.times - 1 } : NO_FAULT;
      return met;
    },
  };
};
