import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { Element, Leaf } from './element.ts';

/**
 * Words for writing the tables: `one(text('NmbItem', 80))`-like rows that read as the XSD does. Nothing here knows
 * the SII; the tables do.
 */
export interface Options {
  /** Types in which it must be there; left out means never. `true` means in all. */
  readonly required?: true | readonly DocumentType[];
  /** Types that may carry it; left out means all that have this table. */
  readonly allowed?: readonly DocumentType[];
  /** Most occurrences; 1 when left out. */
  readonly max?: number;
}

/** Options of an element that is always there. */
export const REQUIRED: Options = { required: true };

const element = (name: string, content: Element['content'], options: Options): Element => ({
  name,
  max: options.max ?? 1,
  required: options.required === true ? 'all' : (options.required ?? 'none'),
  allowed: options.allowed ?? 'all',
  content,
});

export const leaf = (name: string, content: Leaf, options: Options = {}): Element =>
  element(name, content, options);

export const group = (name: string, children: readonly Element[], options: Options = {}): Element =>
  element(name, { kind: 'group', children }, options);

/** Free text, at least one character (an empty element is left out instead). */
export const text = (name: string, maxLength: number, options: Options = {}): Element =>
  leaf(name, { kind: 'text', maxLength }, options);

/** A whole number of at most `digits` digits, from 1 (positiveInteger). */
export const count = (name: string, digits: number, options: Options = {}): Element =>
  leaf(name, { kind: 'integer', min: 1, max: 10 ** digits - 1 }, options);

export const integer = (name: string, min: number, max: number, options: Options = {}): Element =>
  leaf(name, { kind: 'integer', min, max }, options);

export const code = (name: string, values: readonly (string | number)[], options: Options = {}): Element =>
  leaf(name, { kind: 'code', values }, options);

export const date = (name: string, options: Options = {}): Element => leaf(name, { kind: 'date' }, options);

export const timestamp = (name: string, options: Options = {}): Element =>
  leaf(name, { kind: 'timestamp' }, options);

export const rut = (name: string, options: Options = {}): Element => leaf(name, { kind: 'rut' }, options);
