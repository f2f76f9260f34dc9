import { DOMParser } from '@xmldom/xmldom';
import { readLatin1 } from './material.ts';

type DomElement = ReturnType<DOMParser['parseFromString']>['documentElement'];
type DomNode = DomElement['childNodes'][number];

/** What an official XSD says of one element: enough to hold our tables against it. */
export interface XsdElement {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly children: readonly XsdElement[] | null;
  readonly simple: XsdSimple | null;
}

export interface XsdSimple {
  /** The built-in type at the end of the chain: `string`, `positiveInteger`, `decimal`, `date`. */
  readonly base: string;
  readonly named: readonly string[];
  /** The strictest of each facet along the chain, as text. */
  readonly facets: ReadonlyMap<string, string>;
  readonly values: readonly string[];
}

const isElement = (node: DomNode): node is DomElement => node.nodeType === 1;
const childElements = (node: DomElement): readonly DomElement[] =>
  Array.from({ length: node.childNodes.length }, (_, index) => node.childNodes.item(index) as DomNode).filter(
    isElement,
  );
const child = (node: DomElement, name: string): DomElement | undefined =>
  childElements(node).find((element) => element.localName === name);

type Named = ReadonlyMap<string, DomElement>;

const parse = (file: string): DomElement => {
  const document = new DOMParser().parseFromString(readLatin1(`schemas/${file}`), 'text/xml');
  return document.documentElement as unknown as DomElement;
};

const simpleOf = (type: DomElement, types: Named): XsdSimple => {
  const restriction = child(type, 'restriction') as DomElement;
  const base = restriction.getAttribute('base') ?? '';
  const named = base.startsWith('SiiDte:') ? base.slice('SiiDte:'.length) : null;
  const parent = named === null ? null : simpleOf(types.get(named) as DomElement, types);
  const own = childElements(restriction).filter(
    (facet) => !['annotation', 'enumeration'].includes(facet.localName ?? ''),
  );
  const values = childElements(restriction)
    .filter((facet) => facet.localName === 'enumeration')
    .map((facet) => facet.getAttribute('value') ?? '');
  return {
    base: parent?.base ?? base.replace('xs:', ''),
    named: named === null ? [] : [named, ...(parent?.named ?? [])],
    facets: new Map([
      ...(parent?.facets ?? []),
      ...own.map((facet) => [facet.localName ?? '', facet.getAttribute('value') ?? ''] as const),
    ]),
    values: values.length > 0 ? values : (parent?.values ?? []),
  };
};

const occurrences = (text: string | null, fallback: number): number =>
  text === null || text === '' ? fallback : text === 'unbounded' ? Number.POSITIVE_INFINITY : Number(text);

const readElement = (node: DomElement, types: Named): XsdElement => {
  const typeName = (node.getAttribute('type') ?? '').split(':').at(-1) ?? '';
  const named = types.get(typeName);
  const complex = child(node, 'complexType') ?? (named?.localName === 'complexType' ? named : undefined);
  const simple = child(node, 'simpleType') ?? (named?.localName === 'simpleType' ? named : undefined);
  const sequence = complex ? child(complex, 'sequence') : undefined;
  return {
    name: node.getAttribute('name') ?? '',
    min: occurrences(node.getAttribute('minOccurs'), 1),
    max: occurrences(node.getAttribute('maxOccurs'), 1),
    children: sequence ? readSequence(sequence, types) : null,
    simple: simple
      ? {
          ...simpleOf(simple, types),
          named: named ? [typeName, ...simpleOf(simple, types).named] : simpleOf(simple, types).named,
        }
      : sequence
        ? null
        : { base: typeName, named: [], facets: new Map(), values: [] },
  };
};

const readSequence = (sequence: DomElement, types: Named): readonly XsdElement[] =>
  childElements(sequence)
    .filter((node) => node.localName === 'element')
    .map((node) => readElement(node, types));

const find = (root: DomElement, name: string): DomElement => {
  const all = root.getElementsByTagName('xs:element');
  for (let index = 0; index < all.length; index++) {
    const element = all.item(index) as unknown as DomElement;
    if (element.getAttribute('name') === name) return element;
  }
  throw new Error(`no element ${name}`);
};

/** The first element of a name in an official schema, with everything in it. Its own named types go before SiiTypes'. */
export const readXsd = (file: string, name: string): XsdElement => {
  const root = parse(file);
  const types = new Map(
    [...childElements(parse('SiiTypes_v10.xsd')), ...childElements(root)]
      .filter((node) => node.localName === 'simpleType' || node.localName === 'complexType')
      .map((node) => [node.getAttribute('name') ?? '', node] as const),
  );
  return readElement(find(root, name), types);
};
