import type { DraftObject, DraftValue } from '../../shared/domain/draft.ts';

/**
 * Looking into a draft whatever it holds: it came from a file or a form, and may be any JSON.
 */
export type Anything = DraftValue | undefined;

export const isObject = (value: Anything): value is DraftObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one. */
export const objectOf = (value: Anything): DraftObject => (isObject(value) ? value : {});

/** What is there, as a list: an array as it is, one thing alone, nothing as none. */
export const listOf = (value: Anything): readonly DraftValue[] => {
  if (isAbsent(value)) return [];
  return Array.isArray(value) ? (value as readonly DraftValue[]) : [value as DraftValue];
};

/** Own property only: a draft's key may be `constructor`. */
export const at = (object: DraftObject, key: string): Anything =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Follows keys through objects; undefined as soon as one is missing. */
export const dig = (value: Anything, ...keys: readonly string[]): Anything => {
  let here = value;
  for (const key of keys) {
    if (!isObject(here)) return undefined;
    here = at(here, key);
  }
  return here;
};

/**
 * Nothing there: programs write an element that they do not want as null, false, an empty text, an empty list or an
 * empty object.
 */
export const isAbsent = (value: Anything): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);
