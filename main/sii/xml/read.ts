import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unescapeXml } from './escape.ts';

/** An element with its namespace resolved. Read by local name: the SII's prefixes vary (PROTOCOL.md 2.1). */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace URI, empty for none. */
  readonly namespace: string;
  /** By qualified name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Own text, entities undone, not trimmed. */
  readonly text: string;
}

export type XmlFailure = 'empty' | 'html' | 'truncated' | 'too_large' | 'other';

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly what: XmlFailure };

/** An answer of the SII is a few KiB. Parsing more would only hold up the process. */
const MAX_ANSWER_CHARACTERS = 1024 * 1024;
/** Answers are six deep; documents fifteen. */
const MAX_DEPTH = 64;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

/** Keeps order, touches no value, expands no entity; names are used as data only, never as keys of an object. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: CDATA,
  textNodeName: TEXT,
});

type RawNode = Readonly<Record<string, unknown>>;

class Unreadable extends Error {}

const plainText = (text: unknown): string => {
  const plain = unescapeXml(String(text));
  if (plain === null) throw new Unreadable('entity');
  return plain;
};

const split = (qualified: string): readonly [prefix: string, local: string] => {
  const colon = qualified.indexOf(':');
  return colon < 0 ? ['', qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)];
};

const elementOf = (raw: RawNode, inherited: ReadonlyMap<string, string>, depth: number): XmlElement => {
  if (depth > MAX_DEPTH) throw new Unreadable('depth');
  const qualified = Object.keys(raw).find((key) => key !== ATTRIBUTES);
  if (qualified === undefined) throw new Unreadable('no name');

  const attributes = new Map<string, string>();
  const scope = new Map(inherited);
  for (const [name, value] of Object.entries((raw[ATTRIBUTES] as RawNode | undefined) ?? {})) {
    const text = plainText(value);
    attributes.set(name, text);
    if (name === 'xmlns') scope.set('', text);
    else if (name.startsWith('xmlns:')) scope.set(name.slice(6), text);
  }
  const [prefix, name] = split(qualified);
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw new Unreadable('prefix');

  let text = '';
  const children: XmlElement[] = [];
  for (const node of raw[qualified] as readonly RawNode[]) {
    if (Object.hasOwn(node, TEXT)) text += plainText(node[TEXT]);
    else if (Object.hasOwn(node, CDATA)) {
      for (const piece of node[CDATA] as readonly RawNode[]) text += String(piece[TEXT] ?? '');
    } else children.push(elementOf(node, scope, depth + 1));
  }
  return { name, namespace, attributes, children, text };
};

const isHtml = (text: string): boolean => /^\s*(<!doctype\s+html|<html[\s>])/i.test(text);

/** Well-formed up to where it stops: it starts as XML and its root is never closed. */
const isCutShort = (text: string): boolean => {
  const start = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.:-]*)[\s/>]/.exec(text);
  if (!start) return /^\s*<(\?xml[^>]*)?$/.test(text) || /^\s*<\?xml[^>]*\?>\s*(<[\w.:-]*)?$/.test(text);
  return !text.includes(`</${start[1]}`) && !/\/>\s*$/.test(text);
};

/**
 * Strict reading of XML that came over the network. A DTD is refused before parsing, so there are no entities to
 * expand and nothing external to fetch.
 * @param maxCharacters for documents larger than an answer
 */
export const readXml = (text: string, maxCharacters = MAX_ANSWER_CHARACTERS): XmlResult => {
  const fail = (what: XmlFailure): XmlResult => ({ ok: false, what });
  if (text.length > maxCharacters) return fail('too_large');
  const clean = text.replace(/^\uFEFF/, '');
  if (clean.trim() === '') return fail('empty');
  if (isHtml(clean)) return fail('html');
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(clean)) return fail('other');
  // A document's declaration may only stand at the very start; answers with blank lines before it have been seen.
  const trimmed = clean.trimStart();
  if (!trimmed.startsWith('<')) return fail('other');
  if (isCutShort(trimmed)) return fail('truncated');
  try {
    if (XMLValidator.validate(trimmed) !== true) return fail('other');
    const nodes = (parser.parse(trimmed) as readonly RawNode[]).filter((node) => !Object.hasOwn(node, TEXT));
    const [first] = nodes;
    if (nodes.length !== 1 || first === undefined) return fail('other');
    return {
      ok: true,
      root: elementOf(
        first,
        new Map([
          ['', ''],
          ['xml', XML_NAMESPACE],
        ]),
        1,
      ),
    };
  } catch {
    return fail('other');
  }
};

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The child of that local name, or null when there is none or more than one: neither can be trusted. */
export const onlyChild = (element: XmlElement, name: string): XmlElement | null => {
  const [first, second] = childrenOf(element, name);
  return first !== undefined && second === undefined ? first : null;
};

/** Trimmed text of the only child of that name, or null. */
export const onlyText = (element: XmlElement, name: string): string | null =>
  onlyChild(element, name)?.text.trim() ?? null;

/** Walks down by local names, each of which must be the only one. */
export const descend = (element: XmlElement, ...names: readonly string[]): XmlElement | null => {
  let here: XmlElement | null = element;
  for (const name of names) here = here && onlyChild(here, name);
  return here;
};
