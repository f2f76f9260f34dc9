import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue, FieldIssue, FieldIssueCode } from '../../../shared/domain/draft.ts';
import { readMicro } from '../decimal.ts';
import type { Element, Leaf } from '../schema/element.ts';
import { isAllowed, isRequired } from '../schema/index.ts';
import { type Anything, at, isAbsent, isObject, listOf } from '../values.ts';
import { readLeaf } from './leaf.ts';
import type { DraftWarning } from './types.ts';

export interface Shaped {
  readonly content: DraftObject;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly DraftWarning[];
}

interface Findings {
  readonly issues: FieldIssue[];
  readonly warnings: DraftWarning[];
}

/** Missing things that have a better word than "required". */
const MISSING: Readonly<Record<string, FieldIssueCode>> = {
  Detalle: 'no_lines',
  FchRef: 'reference_date_required',
};

const join = (path: string, name: string | number): string =>
  path === '' ? String(name) : `${path}.${name}`;

/** An optional number whose smallest value is more than 0 is left out when it is 0 (PROTOCOL.md 7); so is a code 0. */
const isLeftOutZero = (value: Anything, leaf: Leaf): boolean =>
  (leaf.kind === 'code' || ((leaf.kind === 'integer' || leaf.kind === 'decimal') && leaf.min > 0)) &&
  readMicro(value) === 0n;

const shapeLeaf = (
  value: Anything,
  leaf: Leaf,
  path: string,
  required: boolean,
  found: Findings,
): DraftValue | undefined => {
  if (!required && isLeftOutZero(value, leaf)) return undefined;
  const result = readLeaf(value, leaf);
  if (result.ok) {
    if (result.changed) found.warnings.push({ path, code: 'whitespace_normalised' });
    return result.value;
  }
  found.issues.push({ path, code: result.code, ...(result.params ? { params: result.params } : {}) });
  return undefined;
};

const shapeOne = (
  value: Anything,
  element: Element,
  type: DocumentType,
  path: string,
  required: boolean,
  found: Findings,
): DraftValue | undefined => {
  if (element.content.kind !== 'group') return shapeLeaf(value, element.content, path, required, found);
  if (!isAbsent(value) && !isObject(value)) {
    found.issues.push({ path, code: 'not_an_object' });
    return undefined;
  }
  const object = shapeGroup(isObject(value) ? value : {}, element.content.children, type, path, found);
  return Object.keys(object).length === 0 ? undefined : object;
};

const shapeElement = (
  value: Anything,
  element: Element,
  type: DocumentType,
  path: string,
  found: Findings,
): DraftValue | undefined => {
  const required = isRequired(element, type);
  if (isAbsent(value)) {
    if (!required) return undefined;
    const inside = element.content.kind === 'group' && element.max === 1;
    if (inside) return shapeOne({}, element, type, path, true, found);
    found.issues.push({ path, code: MISSING[element.name] ?? 'required' });
    return undefined;
  }
  const items = listOf(value);
  if (items.length > element.max) {
    found.issues.push({ path, code: 'too_many', params: { max: element.max, count: items.length } });
  }
  if (element.max === 1) return shapeOne(items[0], element, type, path, required, found);
  const shaped = items.slice(0, element.max).flatMap((item, index) => {
    const one = shapeOne(item, element, type, join(path, index), true, found);
    return one === undefined ? [] : [one];
  });
  return shaped.length === 0 ? undefined : shaped;
};

const shapeGroup = (
  object: DraftObject,
  children: readonly Element[],
  type: DocumentType,
  path: string,
  found: Findings,
): DraftObject => {
  const content: Record<string, DraftValue> = {};
  const known = new Set<string>();
  for (const child of children) {
    if (!isAllowed(child, type)) continue;
    known.add(child.name);
    const value = shapeElement(at(object, child.name), child, type, join(path, child.name), found);
    if (value !== undefined) content[child.name] = value;
  }
  for (const key of Object.keys(object)) {
    if (!known.has(key) && !isAbsent(at(object, key))) {
      found.issues.push({ path: join(path, key), code: 'unknown_field' });
    }
  }
  return content;
};

/**
 * Puts a draft into the shape of the schema: elements in the official order, values as the document writes them, repeated
 * elements as lists, nothing empty, optional zeroes left out; and says what does not fit.
 * @param draft the children of Documento or Exportaciones
 * @param schema the element Documento or Exportaciones
 */
export const shape = (draft: DraftObject, schema: Element, type: DocumentType): Shaped => {
  const found: Findings = { issues: [], warnings: [] };
  const children = schema.content.kind === 'group' ? schema.content.children : [];
  const content = shapeGroup(draft, children, type, '', found);
  return { content, ...found };
};
