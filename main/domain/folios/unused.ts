import type { FolioNoteKind } from '../../../shared/domain/folios.ts';

/** Folios from `from` to `to`, both included. */
export interface FolioSpan {
  readonly from: number;
  readonly to: number;
}

/** What a person said of folios that have no document here. */
export interface FolioNote extends FolioSpan {
  readonly kind: FolioNoteKind;
  /** UTC epoch ms. */
  readonly notedAt: number;
  readonly notedBy: string;
}

export interface ExplainedSpan extends FolioSpan {
  /** null: nobody has said what became of them. */
  readonly note: Pick<FolioNote, 'kind' | 'notedAt' | 'notedBy'> | null;
}

/**
 * What is known of folios without a document, cut where the notes change. Of two notes about one folio the later holds.
 * @param notes oldest first
 * @returns spans in ascending order that together are exactly `span`; neighbours with the same note are one
 */
export const explain = (span: FolioSpan, notes: readonly FolioNote[]): readonly ExplainedSpan[] => {
  const touching = notes.filter((note) => note.from <= span.to && note.to >= span.from);
  const cuts = new Set([span.from]);
  for (const note of touching) {
    if (note.from > span.from) cuts.add(note.from);
    if (note.to < span.to) cuts.add(note.to + 1);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  const pieces: ExplainedSpan[] = [];
  for (const [index, from] of starts.entries()) {
    const to = (starts[index + 1] ?? span.to + 1) - 1;
    const found = touching.findLast((note) => note.from <= from && note.to >= to);
    const note = found ? { kind: found.kind, notedAt: found.notedAt, notedBy: found.notedBy } : null;
    const before = pieces.at(-1);
    if (before && sameNote(before.note, note)) pieces[pieces.length - 1] = { ...before, to };
    else pieces.push({ from, to, note });
  }
  return pieces;
};

const sameNote = (a: ExplainedSpan['note'], b: ExplainedSpan['note']): boolean =>
  a === null || b === null
    ? a === b
    : a.kind === b.kind && a.notedAt === b.notedAt && a.notedBy === b.notedBy;
