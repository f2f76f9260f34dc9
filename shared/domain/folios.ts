/**
 * Why folios of a range have no document here: another program used them, or they were annulled at the SII (which a person
 * does on the SII's site: an annulled folio may never be used).
 */
export const FOLIO_NOTE_KINDS = ['elsewhere', 'annulled'] as const;
export type FolioNoteKind = (typeof FOLIO_NOTE_KINDS)[number];
