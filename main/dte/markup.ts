/**
 * Finds where elements begin and end in XML text, so that a document can be cut out as it stands: the SII verifies a
 * DTE as text cut out of its envelope (PROTOCOL.md 7.3), and a DOM cannot say at which letter an element began.
 *
 * Strict where leniency would let two readers see two documents: no DTD, no entities but XML's own five, no processing
 * instructions inside of the root, matching tags, one root.
 */
export interface ElementSpan {
  /** As written, with its prefix. */
  readonly name: string;
  readonly localName: string;
  /** Values with their entities, as written. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Offset of `<` of the start tag. */
  readonly start: number;
  /** Offset after `>` of the start tag. */
  readonly contentStart: number;
  /** Offset of `<` of the end tag; equal to contentStart for an empty-element tag. */
  readonly contentEnd: number;
  /** Offset after `>` of the end tag. */
  readonly end: number;
  readonly parent: ElementSpan | null;
  readonly children: readonly ElementSpan[];
}

interface OpenElement {
  name: string;
  localName: string;
  attributes: ReadonlyMap<string, string>;
  start: number;
  contentStart: number;
  contentEnd: number;
  end: number;
  parent: OpenElement | null;
  children: OpenElement[];
}

/** Deep enough for any document of the SII (about 12), shallow enough for every walk that follows. */
const MAX_DEPTH = 100;

/** One piece of markup at a `<`. `s` lets the dot stand for line ends; no piece backtracks over another's text. */
const TOKEN = new RegExp(
  [
    /<!--(?<comment>.*?)-->/,
    /<!\[CDATA\[.*?\]\]>/,
    /<\?(?<target>[^\s?>]+).*?\?>/,
    /<\/(?<close>[^\s<>/"'=]+)\s*>/,
    /<(?<open>[^\s<>/!?"'=]+)(?<attributes>(?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>/,
  ]
    .map((each) => each.source)
    .join('|'),
  'sy',
);
const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const UNKNOWN_ENTITY = 'an entity that is not one of the five of XML';
const BAD_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
/** What XML 1.0 does not know as a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BAD_CHARACTER = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * @returns the root, with all elements below it
 * @throws MarkupError
 */
export const scanMarkup = (text: string): ElementSpan => {
  if (BAD_CHARACTER.test(text)) throw new MarkupError('a character that XML does not allow');
  const state: Scan = { root: null, current: null, depth: 0 };
  let position = 0;
  for (let next = text.indexOf('<'); next !== -1; next = text.indexOf('<', position)) {
    readBetween(text.slice(position, next), state);
    TOKEN.lastIndex = next;
    const token = TOKEN.exec(text);
    if (!token) throw new MarkupError(describeBadToken(text.slice(next, next + 10)));
    position = TOKEN.lastIndex;
    readToken(token, next, position, state);
  }
  readBetween(text.slice(position), state);
  if (state.current) throw new MarkupError(`${state.current.name.slice(0, 40)} is not closed`);
  if (!state.root) throw new MarkupError('no element');
  return state.root;
};

interface Scan {
  root: OpenElement | null;
  /** The element whose content is being read; null before and after the root. */
  current: OpenElement | null;
  depth: number;
}

const readBetween = (between: string, { current }: Scan): void => {
  if (!current && !/^[\s\ufeff]*$/.test(between)) throw new MarkupError('text outside of the root element');
  if (between.includes(']]>')) throw new MarkupError('a stray ]]>');
  if (BAD_REFERENCE.test(between)) throw new MarkupError(UNKNOWN_ENTITY);
};

const readToken = (token: RegExpExecArray, start: number, end: number, state: Scan): void => {
  const { comment, target, close, open, attributes = '', empty } = token.groups ?? {};
  if (open !== undefined) {
    openElement(open, attributes, empty === '/', { start, end }, state);
  } else if (close !== undefined) {
    closeElement(close, { start, end }, state);
  } else if (comment !== undefined) {
    if (comment.includes('--')) throw new MarkupError('a double hyphen in a comment');
  } else if (target !== undefined) {
    // Some readers show their text, others do not. The XML declaration looks like one and may stand at the very start.
    const isFirst = token.input.slice(0, start).trim() === '';
    if (state.root || (target.toLowerCase() === 'xml' && !isFirst)) {
      throw new MarkupError('a processing instruction inside of the document');
    }
  } else if (!state.current) {
    throw new MarkupError('text outside of the root element');
  }
};

interface Place {
  readonly start: number;
  readonly end: number;
}

const openElement = (
  name: string,
  attributes: string,
  empty: boolean,
  { start, end }: Place,
  state: Scan,
): void => {
  if (!state.current && state.root) throw new MarkupError('more than one root element');
  const element: OpenElement = {
    name,
    localName: name.slice(name.indexOf(':') + 1),
    attributes: readAttributes(attributes),
    start,
    contentStart: end,
    contentEnd: end,
    end,
    parent: state.current,
    children: [],
  };
  if (state.current) state.current.children.push(element);
  else state.root = element;
  if (empty) return;
  state.current = element;
  if (++state.depth > MAX_DEPTH) throw new MarkupError('elements nested too deep');
};

const closeElement = (name: string, { start, end }: Place, state: Scan): void => {
  if (state.current?.name !== name)
    throw new MarkupError(`an end tag without its start: ${name.slice(0, 40)}`);
  state.current.contentEnd = start;
  state.current.end = end;
  state.current = state.current.parent;
  state.depth--;
};

/** Why text is not the XML that this program reads. The message is short English without contents of the file. */
export class MarkupError extends Error {
  override readonly name = 'MarkupError';
}

const describeBadToken = (text: string): string =>
  /^<!DOCTYPE/i.test(text) ? 'a document type declaration' : 'markup that is not well-formed';

const readAttributes = (text: string): ReadonlyMap<string, string> => {
  if (BAD_REFERENCE.test(text)) throw new MarkupError(UNKNOWN_ENTITY);
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new MarkupError(`the attribute ${name.slice(0, 40)} twice`);
    attributes.set(name, double ?? single ?? '');
  }
  return attributes;
};

/** The element and all below it, in the order of their start tags. */
export function* walk(element: ElementSpan): Generator<ElementSpan> {
  yield element;
  for (const child of element.children) yield* walk(child);
}

/** Children of that local name. */
export const childrenNamed = (element: ElementSpan, localName: string): readonly ElementSpan[] =>
  element.children.filter((child) => child.localName === localName);

/** The element at the end of a path of local names, each of them there exactly once; null otherwise. */
export const at = (element: ElementSpan, ...path: readonly string[]): ElementSpan | null => {
  let current = element;
  for (const name of path) {
    const [only, ...others] = childrenNamed(current, name);
    if (!only || others.length > 0) return null;
    current = only;
  }
  return current;
};

/** Everything between the tags, as written. */
export const contentOf = (text: string, element: ElementSpan): string =>
  text.slice(element.contentStart, element.contentEnd);

/** The whole element, as written. */
export const outerOf = (text: string, element: ElementSpan): string => text.slice(element.start, element.end);

/** Namespace declarations in force at an element, its own included: `xmlns` or `xmlns:p` to URI, undeclared ones left out. */
export const namespacesAt = (element: ElementSpan): ReadonlyMap<string, string> => {
  const chain: ElementSpan[] = [];
  for (let each: ElementSpan | null = element; each; each = each.parent) chain.unshift(each);
  const namespaces = new Map<string, string>();
  for (const { attributes } of chain) {
    for (const [name, value] of attributes) if (/^xmlns(:|$)/.test(name)) namespaces.set(name, value);
  }
  for (const [name, value] of namespaces) if (value === '') namespaces.delete(name);
  return namespaces;
};
