import type { Draft, DraftObject, DraftValue, FieldIssue } from '../../../shared/domain/draft.ts';
import { at, isAbsent, isObject } from '../values.ts';
import type { DraftWarning, ReadDraft } from './types.ts';

/** The largest boleta has 1000 lines of some twenty elements. */
const MAX_VALUES = 100_000;
const MAX_DEPTH = 16;
/** The longest text of the schema has 1000 characters; a longer one gets its own message from the schema. */
const MAX_TEXT = 20_000;

/** Keys at the top of a draft that belong to the program that wrote it. */
const EXTENSIONS = ['LibreDTE', 'Test'] as const;

/** Goes through any JSON without recursion: it may be as deep as a file can be. */
const sizeIssue = (json: unknown): FieldIssue | null => {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: json, depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (++seen > MAX_VALUES) return { path: '', code: 'too_many', params: { max: MAX_VALUES } };
    if (depth > MAX_DEPTH) return { path: '', code: 'too_many', params: { max: MAX_DEPTH } };
    if (typeof value === 'string' && value.length > MAX_TEXT) {
      return { path: '', code: 'too_long', params: { max: MAX_TEXT, length: value.length } };
    }
    if (typeof value !== 'object' || value === null) continue;
    const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (inside.length > MAX_VALUES) return { path: '', code: 'too_many', params: { max: MAX_VALUES } };
    for (const inner of inside) waiting.push({ value: inner, depth: depth + 1 });
  }
  return null;
};

/** The keys of other programs out of a draft, and a warning that names each. */
export const withoutExtensions = (
  draft: DraftObject,
): { readonly draft: DraftObject; readonly warnings: readonly DraftWarning[] } => {
  const isExtension = (name: string): boolean => EXTENSIONS.some((extension) => extension === name);
  return {
    draft: Object.fromEntries(Object.entries(draft).filter(([name]) => !isExtension(name))),
    warnings: Object.keys(draft)
      .filter((name) => isExtension(name) && !isAbsent(at(draft, name)))
      .map((path) => ({ path, code: 'extension_ignored' })),
  };
};

/** Whether a value is an object of a size that a document can have. */
export const unreadable = (json: unknown): FieldIssue | null => {
  if (!isObject(json as DraftValue)) return { path: '', code: 'not_an_object' };
  return sizeIssue(json);
};

/**
 * Reads a draft as it comes out of a JSON file: the draft itself, or `{"draft": …}` (with whatever else beside it).
 * @param json any JSON value
 * @returns the draft without the keys of other programs, each named in a warning; or why it is none (no object, too
 *   large). Whether it makes a document is `prepareDraft`'s business
 */
export const readDraft = (json: unknown): ReadDraft => {
  const whole = unreadable(json);
  if (whole) return { issues: [whole] };
  const object = json as Draft;
  const wrapped = at(object, 'draft');
  const draft = isObject(wrapped) && !Object.hasOwn(object, 'Encabezado') ? wrapped : object;
  return withoutExtensions(draft);
};
