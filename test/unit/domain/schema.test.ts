import { describe, expect, it } from 'vitest';
import type { Element } from '../../../main/domain/schema/element.ts';
import { documentSchema, isAllowed, isRequired } from '../../../main/domain/schema/index.ts';
import { DOCUMENT_TYPES, type DocumentType } from '../../../shared/domain/document-type.ts';
import { readXsd, type XsdElement } from './support/xsd.ts';

/** Elements that come with the stamp. */
const WITH_THE_STAMP = ['TED', 'TmstFirma'];
const MAX_OURS = 999_999_999_999_999;

const TABLES = [
  { what: 'Documento', file: 'DTE_v10.xsd', type: 33, elements: 200 },
  { what: 'Exportaciones', file: 'DTE_v10.xsd', type: 110, elements: 150 },
  { what: 'Documento', file: 'EnvioBOLETA_v11.xsd', type: 39, elements: 80 },
] as const satisfies readonly { what: string; file: string; type: DocumentType; elements: number }[];

interface Pair {
  readonly path: string;
  readonly ours: Element;
  readonly official: XsdElement;
}

const childrenOf = (element: Element): readonly Element[] =>
  element.content.kind === 'group' ? element.content.children : [];
const officialChildren = (element: XsdElement): readonly XsdElement[] =>
  (element.children ?? []).filter((child) => !WITH_THE_STAMP.includes(child.name));

/** Every element of a table beside its official one; by name, the order is a test of its own. */
const pairs = (ours: Element, official: XsdElement, path: string): readonly Pair[] => [
  { path, ours, official },
  ...childrenOf(ours).flatMap((child) => {
    const match = officialChildren(official).find((other) => other.name === child.name);
    return match ? pairs(child, match, `${path}.${child.name}`) : [];
  }),
];

describe.each(TABLES)('the table of $what in $file', ({ what, file, type, elements }) => {
  const all = pairs(documentSchema(type), readXsd(file, what), what);

  it(`is compared with the official schema element by element, ${elements} or more`, () => {
    expect(all.length).toBeGreaterThanOrEqual(elements);
  });

  it('has the elements of the official schema in the official order, all of them and no other', () => {
    for (const { path, ours, official } of all) {
      expect({ path, names: childrenOf(ours).map((child) => child.name) }).toEqual({
        path,
        names: officialChildren(official).map((child) => child.name),
      });
    }
  });

  it('lets an element occur as often as the official schema does', () => {
    for (const { path, ours, official } of all) expect([path, ours.max]).toEqual([path, official.max]);
  });

  it('demands every element that the official schema demands', () => {
    for (const { path, ours, official } of all) {
      if (official.min > 0) expect([path, ours.required]).toEqual([path, 'all']);
    }
  });

  it('lets texts be as long as the official schema does', () => {
    let compared = 0;
    for (const { path, ours, official } of all) {
      if (ours.content.kind !== 'text') continue;
      expect([path, String(ours.content.maxLength)]).toEqual([
        path,
        official.simple?.facets.get('maxLength'),
      ]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('knows the codes of the official schema, and takes numbers, dates and RUTs where it does', () => {
    for (const { path, ours, official } of all) {
      const simple = official.simple;
      switch (ours.content.kind) {
        case 'group':
          expect([path, simple]).toEqual([path, null]);
          break;
        case 'code':
          expect([path, ours.content.values.map(String).sort()]).toEqual([
            path,
            [...(simple?.values ?? [])].sort(),
          ]);
          break;
        case 'rut':
          expect([path, simple?.named]).toEqual([path, ['RUTType']]);
          break;
        case 'date':
          expect([path, simple?.base]).toEqual([path, 'date']);
          break;
        case 'timestamp':
          expect([path, simple?.base]).toEqual([path, 'dateTime']);
          break;
        case 'text':
          expect([path, simple?.base, simple?.values]).toEqual([path, 'string', []]);
          break;
        case 'integer':
          expect([path, simple?.base]).toEqual([path, expect.stringMatching(/nteger$/)]);
          break;
        case 'decimal':
          expect([path, simple?.base]).toEqual([path, 'decimal']);
          break;
      }
    }
  });

  it('takes no number that the official schema refuses', () => {
    for (const { path, ours, official } of all) {
      const { content } = ours;
      if (content.kind !== 'integer' && content.kind !== 'decimal') continue;
      const facets = official.simple?.facets ?? new Map<string, string>();
      const base = official.simple?.base ?? '';
      const least = Number(
        facets.get('minInclusive') ??
          (base === 'positiveInteger' ? 1 : base === 'nonNegativeInteger' ? 0 : -MAX_OURS),
      );
      const fraction = Number(facets.get('fractionDigits') ?? 0);
      const digits = facets.get('totalDigits');
      const most = Number(
        facets.get('maxInclusive') ?? (digits === undefined ? MAX_OURS : 10 ** (Number(digits) - fraction)),
      );
      expect([path, content.min >= least && content.max <= most]).toEqual([path, true]);
      if (content.kind === 'decimal') expect([path, content.fraction]).toEqual([path, fraction]);
    }
  });
});

describe('documentSchema', () => {
  it.each(DOCUMENT_TYPES)('when asked for a %i, then it gives a table with a header and lines', (type) => {
    const names = childrenOf(documentSchema(type)).map((child) => child.name);
    expect(names.slice(0, 2)).toEqual(['Encabezado', 'Detalle']);
    expect(documentSchema(type)).toBe(documentSchema(type));
  });

  it('when a document is exempt, then it may carry neither net nor IVA and must carry MntExe', () => {
    const totals = (type: DocumentType): readonly Element[] => {
      const encabezado = childrenOf(documentSchema(type))[0] as Element;
      return childrenOf(childrenOf(encabezado).find((child) => child.name === 'Totales') as Element);
    };
    for (const type of [34, 41] as const) {
      const forbidden = totals(type)
        .filter((child) => !isAllowed(child, type))
        .map((child) => child.name);
      expect(forbidden).toEqual(expect.arrayContaining(['MntNeto', 'IVA']));
      expect(
        totals(type)
          .filter((child) => isRequired(child, type))
          .map((child) => child.name),
      ).toEqual(['MntExe', 'MntTotal']);
    }
  });
});
