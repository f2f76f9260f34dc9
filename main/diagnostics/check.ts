import type { CheckOutcome } from '../../shared/domain/diagnosis.ts';
import type { DiagnosisParts } from './parts.ts';

/** What a check found. `said` names a sentence of the catalogue; the facts are its figures, never a name, path or secret. */
export interface Found {
  readonly outcome: CheckOutcome;
  readonly said: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
}

export type Check = (parts: DiagnosisParts) => Found | Promise<Found>;
