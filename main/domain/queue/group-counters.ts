import type { DocumentDetail, TypeCounters } from './answers.ts';
import { detailOf, REJECTED } from './reasons.ts';
import type { CounterSums, Stated, TrackVerdict } from './verdict.ts';

/** How many documents of each type an envelope has. */
export type EnvelopeContent = ReadonlyMap<number, number>;

/** What the boleta API says of a document that it accepts with observations. PROTOCOL.md 5. */
const OBSERVED = 'RPR';

/** @returns null where the counters are not those of this envelope */
const countersOf = (
  counters: readonly TypeCounters[],
  type: number,
  content: EnvelopeContent,
): CounterSums | null => {
  if (counters.some((each) => !content.has(each.type))) return null;
  const own = counters.filter((each) => each.type === type);
  const total = (of: keyof CounterSums): number => own.reduce((sum, each) => sum + each[of], 0);
  const sums = {
    informed: total('informed'),
    accepted: total('accepted'),
    rejected: total('rejected'),
    objected: total('objected'),
  };
  const { informed, accepted, rejected, objected } = sums;
  if (informed !== content.get(type)) return null;
  // Objected ones are counted among the accepted by some answers, and apart by others.
  return [accepted + rejected, accepted + objected + rejected].includes(informed) ? sums : null;
};

/**
 * What a processed envelope (EPR) of several documents says of one of them. Counters are by type: where they differ within a type,
 * the boleta API names the documents, and of facturas each has to be asked for (`mixed`). PROTOCOL.md 4.1, 5.
 * @returns null where the answer is not one to be used
 */
export const classifyInGroup = (
  reason: Stated,
  counters: readonly TypeCounters[],
  details: readonly DocumentDetail[],
  document: { readonly type: number; readonly folio: number },
  content: EnvelopeContent,
): TrackVerdict | null => {
  const sums = countersOf(counters, document.type, content);
  if (sums === null) return null;
  const told = { ...reason, ...sums };
  const { informed, rejected, objected } = sums;
  if (rejected === informed) return { kind: 'rejected', errorCode: 'document_rejected', reason: told };
  if (rejected === 0 && objected === 0) return { kind: 'accepted', reason: told };
  if (objected === informed) return { kind: 'objected', reason: told };
  const named = (estado: string): number =>
    details.filter(
      (each) =>
        each.folio !== null && each.estado === estado && (each.type === null || each.type === document.type),
    ).length;
  if (named(REJECTED) !== rejected || named(OBSERVED) !== objected) return { kind: 'mixed', reason: told };
  const own = detailOf(
    details.filter((each) => each.folio !== null),
    document.type,
    document.folio,
  );
  if (own === null) return { kind: 'accepted', reason: told };
  return own.estado === REJECTED
    ? { kind: 'rejected', errorCode: 'document_rejected', reason: told }
    : { kind: 'objected', reason: told };
};
