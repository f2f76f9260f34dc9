import { type DocumentType, isDocumentType } from '../../../shared/domain/document-type.ts';
import type { QueueState, SiiState } from '../../../shared/domain/states.ts';
import { MINUTE } from './backoff.ts';

/** Notes of credit and of debit. */
const NOTES: ReadonlySet<number> = new Set([56, 61, 111, 112]);
export const isNote = (type: number): boolean => NOTES.has(type);

/** A document by which a note stands or falls. */
export interface Reference {
  readonly type: DocumentType;
  readonly folio: number;
}

const MODIFIES = new Set(['1', '2', '3']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a draft annuls or corrects: references with a CodRef, to a type that we could have issued ourselves. Sent before the SII has
 * accepted those, the note would be rejected with REF-3-750 (PROTOCOL.md 6.7).
 */
export const referencesOf = (draft: unknown): readonly Reference[] => {
  const given = isObject(draft) ? draft['Referencia'] : undefined;
  const list = Array.isArray(given) ? given : [given];
  return list.filter(isObject).flatMap((each) => {
    const type = Number(each['TpoDocRef']);
    const folio = Number(each['FolioRef']);
    const modifies = MODIFIES.has(String(each['CodRef'] ?? ''));
    return modifies && isDocumentType(type) && Number.isSafeInteger(folio) ? [{ type, folio }] : [];
  });
};

/** How long a note waits before its references are looked at again; it is woken as soon as one of them is decided. */
export const REFERENCE_WAIT: number = 10 * MINUTE;

/** ready: send it. waits: not decided yet. failed: the SII will never have it. */
export type ReferenceState = 'ready' | 'waits' | 'failed';

/** @param target what it refers to, as far as it is ours; null is another program's, or another company's */
export const referenceState = (
  target: { readonly siiState: SiiState; readonly queueState: QueueState } | null,
): ReferenceState => {
  if (target === null || target.siiState === 'accepted' || target.siiState === 'objected') return 'ready';
  // Abandoned in doubt, it may be there all the same: a person who abandons it says that it is not to be waited for.
  return target.siiState === 'rejected' || target.queueState === 'abandoned' ? 'failed' : 'waits';
};
