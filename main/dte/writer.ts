import type { DraftObject, DraftValue, FieldIssueCode } from '../../shared/domain/draft.ts';
import { type AppError, appError } from '../../shared/domain/errors.ts';
import type { Element, Group, Leaf } from '../domain/schema/element.ts';
import { assertWritable, escapeText } from './latin1.ts';

/** The SII's parser refuses longer physical lines with CHR-00002 (PROTOCOL.md 3). Bytes, LF not counted. */
export const MAX_LINE_BYTES = 4090;

/** What an element is given besides its table: attributes of this document alone, and parts that come ready made. */
export interface Extras {
  readonly attributes?: Readonly<Record<string, string>>;
  /** Text put before the end tag, whole elements, one a line. */
  readonly tail?: string;
}

/**
 * Writes a content over its table: order, names and attributes are the table's, one element a line, LF, no
 * indentation, nothing for what is empty. The text that comes out is its own canonical form (C14N changes nothing but
 * the namespaces of the apex), so that what is digested, stored and sent is one thing.
 * @param content keys in any order; numbers may be numbers or strings of digits
 * @throws AppError draft_invalid: a field that the table does not know, too many of one, a character outside of
 *   Latin-1, a line that would be too long. What a type must or may carry was checked before, in domain/.
 */
export const writeElement = (schema: Element, content: DraftObject, extras: Extras = {}): string => {
  const attributes = { ...schema.attributes, ...extras.attributes };
  const body = schema.content.kind === 'group' ? writeChildren(schema.content, content, '') : '';
  return `<${schema.name}${writeAttributes(attributes)}>\n${body}${extras.tail ?? ''}</${schema.name}>\n`;
};

const writeChildren = (group: Group, content: DraftObject, path: string): string => {
  const known = new Set(group.children.map((child) => child.name));
  for (const [name, value] of Object.entries(content)) {
    if (!known.has(name) && !isAbsent(value)) throw issue(join(path, name), 'unknown_field');
  }
  return group.children
    .map((child) => writeOccurrences(child, content[child.name], join(path, child.name)))
    .join('');
};

const writeOccurrences = (element: Element, value: DraftValue | undefined, path: string): string => {
  if (!Array.isArray(value)) return writeOne(element, value as DraftValue | undefined, path);
  const present = value.filter((each: DraftValue) => !isAbsent(each));
  if (present.length > element.max) throw issue(path, 'too_many', { max: element.max });
  return value.map((each: DraftValue, index) => writeOne(element, each, join(path, String(index)))).join('');
};

const writeOne = (element: Element, value: DraftValue | undefined, path: string): string => {
  if (isAbsent(value)) return '';
  const attributes = writeAttributes(element.attributes ?? {});
  if (element.content.kind === 'group') {
    if (!isGroupValue(value)) throw issue(path, 'not_an_object');
    const children = writeChildren(element.content, value, path);
    return children === '' ? '' : `<${element.name}${attributes}>\n${children}</${element.name}>\n`;
  }
  const line = `<${element.name}${attributes}>${writeText(element.content, value, path)}</${element.name}>\n`;
  if (longestLine(line) > MAX_LINE_BYTES) throw issue(path, 'too_long', { max: MAX_LINE_BYTES });
  return line;
};

const writeText = (leaf: Leaf, value: DraftValue, path: string): string => {
  if (typeof value === 'number') return writeNumber(leaf, value, path);
  if (typeof value !== 'string') throw issue(path, 'bad_pattern');
  assertWritable(value, path);
  return escapeText(value);
};

const writeNumber = (leaf: Leaf, value: number, path: string): string => {
  if (!Number.isFinite(value)) throw issue(path, 'not_a_number');
  // toFixed goes over to exponents above, and no amount of the SII has so many digits.
  if (Math.abs(value) >= 1e18) throw issue(path, 'out_of_range');
  return formatNumber(value, leaf.kind === 'decimal' ? leaf.fraction : 6);
};

/**
 * Dot for decimals, no thousands, no exponent, no padding (M-FMT 2.2).
 * @param fraction most decimals; what is beyond is rounded
 */
export const formatNumber = (value: number, fraction: number): string => {
  const text = value.toFixed(fraction);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** Attribute values are ours and plain ASCII without quotes: nothing to escape. */
const writeAttributes = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

/** Characters are bytes here: the text is Latin-1. */
const longestLine = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const isAbsent = (value: DraftValue | undefined): value is undefined | null | '' =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const isGroupValue = (value: DraftValue): value is DraftObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const issue = (
  path: string,
  code: FieldIssueCode,
  params?: Readonly<Record<string, string | number>>,
): AppError => appError('draft_invalid', undefined, [{ path, code, ...(params ? { params } : {}) }]);
