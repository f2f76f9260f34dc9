/** Drafts: read them, complete them, judge them, add them up. */
export { prepareDraft, validateDraft } from './prepare.ts';
export { preview } from './preview.ts';
export { readDraft } from './read.ts';
export { REFERENCE_UF } from './rules.ts';
export { transliterate } from './text.ts';
export * from './types.ts';
