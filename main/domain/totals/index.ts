import { type DocumentType, isDocumentType } from '../../../shared/domain/document-type.ts';
import type { Draft, DraftObject } from '../../../shared/domain/draft.ts';
import { assertNever } from '../../../shared/domain/errors.ts';
import { type Micro, ONE, readMicro } from '../decimal.ts';
import { at, dig, listOf, objectOf } from '../values.ts';
import { exportStep, exportTotals } from './export.ts';
import { applyGlobals, type Groups } from './globals.ts';
import { type LineAmount, type LineKind, lineAmount } from './lines.ts';
import { PESO, sum } from './money.ts';
import { boletaTotals, nationalTotals, type Totalled, textNoteTotals } from './national.ts';

export { otherCurrency } from './export.ts';
export type { LineAmount } from './lines.ts';
export { isExemptType } from './lines.ts';

/** What a draft adds up to. */
export interface ComputedTotals {
  readonly type: DocumentType;
  readonly lines: readonly LineAmount[];
  /** Totales as it goes into the XML, keys in schema order, numbers as JSON numbers. */
  readonly totales: DraftObject;
  /** Of each DscRcgGlobal, whether its group of lines added up to nothing. */
  readonly globalsWithoutEffect: readonly boolean[];
  readonly unknownTaxes: readonly number[];
  /** Names of totals that came out negative although they may not. */
  readonly negative: readonly string[];
  /** A note that corrects a text, whose amounts have to be 0. */
  readonly textNote: boolean;
}

/** The type that a draft says it is; null when it says none or one that we do not know. */
export const typeOf = (draft: Draft): DocumentType | null => {
  const micro = readMicro(dig(draft, 'Encabezado', 'IdDoc', 'TipoDTE'));
  if (micro === null || micro % ONE !== 0n) return null;
  const type = Number(micro / ONE);
  return isDocumentType(type) ? type : null;
};

const NOTES: readonly DocumentType[] = [56, 61, 111, 112];

/** Whether it is a note whose references say 2, "corrige texto". */
const isTextNote = (draft: Draft, type: DocumentType): boolean =>
  NOTES.includes(type) &&
  listOf(at(draft, 'Referencia')).some((item) => String(at(objectOf(item), 'CodRef') ?? '').trim() === '2');

const groupsOf = (lines: readonly LineAmount[]): Groups => {
  const of = (kind: LineKind): Micro =>
    sum(lines.filter((line) => line.kind === kind).map((line) => line.amount));
  return {
    affected: of('affected'),
    exempt: of('exempt'),
    notBilled: of('not_billed') - of('not_billed_negative'),
  };
};

const totalled = (
  draft: Draft,
  type: DocumentType,
  lines: readonly LineAmount[],
  after: Groups,
  before: Groups,
): Totalled => {
  const encabezado = objectOf(at(draft, 'Encabezado'));
  switch (type) {
    case 39:
    case 41:
      return boletaTotals(type, encabezado, lines, after);
    case 33:
    case 34:
    case 46:
    case 52:
    case 56:
    case 61:
      return nationalTotals(type, draft, lines, before.affected, after);
    case 110:
    case 111:
    case 112:
      return {
        totales: exportTotals(encabezado, after.exempt, false),
        unknownTaxes: [],
        negative: after.exempt < 0n ? ['MntExe'] : [],
      };
    default:
      return assertNever(type, 'document type');
  }
};

/**
 * Works out the amounts of a draft from its lines, discounts and references. Nothing that the draft says of its own
 * totals counts, but for what cannot be worked out (MntBase, CredEC, SaldoAnterior, taxes per unit). Exact: no floating
 * point; half a peso is rounded up (PROTOCOL.md 8).
 * @param draft any JSON object; what cannot be read counts as nothing
 * @param type when left out, the draft's TipoDTE
 * @returns null when the type is not known
 */
export const computeTotals = (
  draft: Draft,
  type: DocumentType | null = typeOf(draft),
): ComputedTotals | null => {
  if (type === null) return null;
  const isExport = type === 110 || type === 111 || type === 112;
  const encabezado = objectOf(at(draft, 'Encabezado'));
  const step = isExport ? exportStep(encabezado) : PESO;
  const lines = listOf(at(draft, 'Detalle')).map((line) => lineAmount(line, type, step));
  const before = groupsOf(lines);
  const { groups: after, withoutEffect } = applyGlobals(at(draft, 'DscRcgGlobal'), before, isExport, step);
  const textNote = isTextNote(draft, type);
  const result: Totalled = textNote
    ? {
        totales: isExport ? exportTotals(encabezado, 0n, true) : textNoteTotals(lines),
        unknownTaxes: [],
        negative: [],
      }
    : totalled(draft, type, lines, after, before);
  return { type, lines, ...result, globalsWithoutEffect: withoutEffect, textNote };
};

/**
 * The SII's Totales of a draft, as it goes into the XML: `{"MntNeto":31500,"TasaIVA":19,"IVA":5985,"MntTotal":37485}`.
 * @returns an empty object when the type is not known
 */
export const totalsOf = (draft: Draft, type: DocumentType | null = typeOf(draft)): DraftObject =>
  computeTotals(draft, type)?.totales ?? {};
