import { localDate } from '../../../shared/format/time.ts';

/**
 * The SII may ask for six years (Código Tributario, art. 17 and 200), counted from when the year's tax was due: the end of April of the
 * year after. So what was issued in 2026 has to be there until the end of April 2033.
 */
export const KEPT_YEARS = 6;
const DUE_MONTH = 4;

/**
 * The first day of issue, `AAAA-MM-DD` in Chile, whose documents have to stay.
 * @param now UTC epoch ms
 */
export const keptFrom = (now: number): string => {
  const [year = 0, month = 0] = localDate(now).split('-').map(Number);
  return `${year - KEPT_YEARS - (month > DUE_MONTH ? 0 : 1)}-01-01`;
};

/** What is known of a document whose files might go. */
export interface Candidate {
  readonly issuedOn: string;
  /** Nothing is expected of the SII any more, nor of a person. */
  readonly settled: boolean;
  /** The signed bytes in the database have the hash that they were signed with. */
  readonly wholeHere: boolean;
  /** So they have in a copy of the database that was opened and checked. */
  readonly wholeInSnapshot: boolean;
}

/** Whether the files of a document in the vault may go: never inside the six years, and never without two whole copies left. */
export const mayGo = (document: Candidate, now: number): boolean =>
  document.issuedOn < keptFrom(now) && document.settled && document.wholeHere && document.wholeInSnapshot;
