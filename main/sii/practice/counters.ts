import type { DocumentRow, DocumentVerdict } from './book.ts';

/** Of one type in a processed envelope, PROTOCOL.md 4.1 and 5. */
export interface Counters {
  readonly type: number;
  readonly informed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly objected: number;
}

/** One group for each type, in the order of their first documents. */
export const countByType = (documents: readonly DocumentRow[]): readonly Counters[] => {
  const count = (type: number, verdict?: DocumentVerdict): number =>
    documents.filter((row) => row.type === type && (verdict === undefined || row.verdict === verdict)).length;
  return [...new Set(documents.map((row) => row.type))].map((type) => ({
    type,
    informed: count(type),
    accepted: count(type, 'accepted'),
    rejected: count(type, 'rejected'),
    objected: count(type, 'objected'),
  }));
};
