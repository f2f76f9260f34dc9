import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, FieldIssue } from '../../../shared/domain/draft.ts';
import { microToValue, readMicro } from '../decimal.ts';
import type { ComputedTotals } from '../totals/index.ts';
import { at, dig, isAbsent, listOf, objectOf } from '../values.ts';
import type { DraftWarning } from './types.ts';

/** Rules between fields, which no table of single fields can say. Each finds issues in a completed draft. */
type Rule = (draft: DraftObject, type: DocumentType, computed: ComputedTotals) => readonly FieldIssue[];

const NOTES: readonly DocumentType[] = [56, 61, 111, 112];
const CORRECTIONS = ['1', '2', '3'];
const MAY_BE_WORTH_NOTHING: readonly DocumentType[] = [52, ...NOTES];

const text = (object: DraftObject, name: string): string => String(at(object, name) ?? '').trim();

/** References of notes: at least one that says what it does, and only that one when it annuls or corrects a text (format-dte.txt E 8). */
const noteReferences: Rule = (draft, type) => {
  if (!NOTES.includes(type)) return [];
  const references = listOf(at(draft, 'Referencia')).map(objectOf);
  if (references.length === 0) return [{ path: 'Referencia', code: 'reference_required' }];
  const corrections = references.filter((reference) => !isAbsent(at(reference, 'CodRef')));
  if (corrections.length === 0) {
    const first = references.findIndex((reference) => text(reference, 'TpoDocRef') !== 'SET');
    return [{ path: `Referencia.${Math.max(first, 0)}.CodRef`, code: 'reference_code_required' }];
  }
  const whole = corrections.some((reference) => CORRECTIONS.slice(0, 2).includes(text(reference, 'CodRef')));
  return whole && corrections.length > 1 ? [{ path: 'Referencia', code: 'single_reference_required' }] : [];
};

/** A line says what it costs, unless it moves goods or corrects a text. A quantity of 0 with a price is a slip. */
const lineAmounts: Rule = (draft, type, computed) =>
  listOf(at(draft, 'Detalle')).flatMap((item, index): readonly FieldIssue[] => {
    const line = objectOf(item);
    const amount = computed.lines[index];
    if (amount === undefined) return [];
    if (amount.priced && !isAbsent(at(line, 'QtyItem')) && readMicro(at(line, 'QtyItem')) === 0n) {
      return [{ path: `Detalle.${index}.QtyItem`, code: 'out_of_range', params: { min: 0.000001 } }];
    }
    const unreadable = !isAbsent(at(line, 'PrcItem')) && readMicro(at(line, 'PrcItem')) === null;
    const needed = !MAY_BE_WORTH_NOTHING.includes(type) && amount.kind !== 'none';
    return needed && !amount.known && !unreadable
      ? [{ path: `Detalle.${index}.PrcItem`, code: 'required' }]
      : [];
  });

/** Lines of an export document are exempt (PROTOCOL.md 8). */
const exportLines: Rule = (_draft, type, computed) =>
  type === 110 || type === 111 || type === 112
    ? computed.lines.flatMap((line, index): readonly FieldIssue[] =>
        line.kind === 'exempt' ? [] : [{ path: `Detalle.${index}.IndExe`, code: 'bad_code' }],
      )
    : [];

/** Gross prices do not go with additional taxes (format-dte.txt A 10). */
const grossPrices: Rule = (draft, _type, computed) => {
  const gross = String(dig(draft, 'Encabezado', 'IdDoc', 'MntBruto') ?? '') === '1';
  const taxed = listOf(at(computed.totales, 'ImptoReten')).length > 0;
  return gross && taxed ? [{ path: 'Encabezado.IdDoc.MntBruto', code: 'bad_code' }] : [];
};

const negativeTotals: Rule = (_draft, _type, computed) =>
  computed.negative.map((name) => ({ path: `Encabezado.Totales.${name}`, code: 'negative_total' }));

/** A tax per unit, or one that we do not know, has to come with its amount. */
const unknownTaxes: Rule = (_draft, _type, computed) =>
  computed.unknownTaxes.map((code) => ({
    path: 'Encabezado.Totales.ImptoReten',
    code: 'required',
    params: { code },
  }));

/** A discount in pesos over lines that add up to nothing would disappear. */
const lostGlobals: Rule = (draft, _type, computed) =>
  listOf(at(draft, 'DscRcgGlobal')).flatMap((item, index): readonly FieldIssue[] =>
    computed.globalsWithoutEffect[index] === true &&
    text(objectOf(item), 'TpoValor') === '$' &&
    !computed.textNote
      ? [{ path: `DscRcgGlobal.${index}.IndExeDR`, code: 'bad_code' }]
      : [],
  );

const periods: Rule = (draft) => {
  const idDoc = objectOf(dig(draft, 'Encabezado', 'IdDoc'));
  const [from, to] = [text(idDoc, 'PeriodoDesde'), text(idDoc, 'PeriodoHasta')];
  return from !== '' && to !== '' && from > to
    ? [{ path: 'Encabezado.IdDoc.PeriodoHasta', code: 'bad_date' }]
    : [];
};

const RULES: readonly Rule[] = [
  noteReferences,
  lineAmounts,
  exportLines,
  grossPrices,
  negativeTotals,
  unknownTaxes,
  lostGlobals,
  periods,
];

export const ruleIssues = (
  draft: DraftObject,
  type: DocumentType,
  computed: ComputedTotals,
): readonly FieldIssue[] => RULES.flatMap((rule) => rule(draft, type, computed));

/**
 * A discount in pesos over lines with different taxes does not say how much of each tax it takes: the SII wants it in percent
 * (format-dte.txt D, a).
 */
const pesosOverTaxes = (draft: DraftObject, computed: ComputedTotals): readonly DraftWarning[] => {
  const affected = computed.lines.filter((line) => line.kind === 'affected');
  const kinds = new Set(affected.map((line) => [...line.taxes].sort().join()));
  if (kinds.size < 2) return [];
  return listOf(at(draft, 'DscRcgGlobal')).flatMap((item, index): readonly DraftWarning[] => {
    const global = objectOf(item);
    const over = isAbsent(at(global, 'IndExeDR')) && text(global, 'TpoValor') === '$';
    return over ? [{ path: `DscRcgGlobal.${index}.TpoValor`, code: 'global_in_pesos_over_taxes' }] : [];
  });
};

/**
 * A UF in pesos, somewhat below that of late 2025. It only grows, by some four per cent a year: the warning comes a little early
 * rather than late.
 */
export const REFERENCE_UF = 39_000;

/** Above so many UF a boleta says who buys (Ley 21.713; format-boletas.txt A 10, 18, 20, 22 and 23). */
const IDENTIFIED_ABOVE_UF = 135;
const ANONYMOUS = ['', '0', '66666666-6'];
const CASH = '1';

const overLimit = (
  draft: DraftObject,
  type: DocumentType,
  computed: ComputedTotals,
  ufPesos: number | undefined,
): readonly DraftWarning[] => {
  if ((type !== 39 && type !== 41) || ufPesos === undefined) return [];
  const total = Number(microToValue(readMicro(at(computed.totales, 'MntTotal')) ?? 0n));
  const limit = Math.floor(IDENTIFIED_ABOVE_UF * ufPesos);
  if (total <= limit) return [];
  const receptor = objectOf(dig(draft, 'Encabezado', 'Receptor'));
  const payment = text(objectOf(dig(draft, 'Encabezado', 'IdDoc')), 'MedioPago');
  const path = ((): string | null => {
    if (ANONYMOUS.includes(text(receptor, 'RUTRecep'))) return 'Encabezado.Receptor.RUTRecep';
    if (text(receptor, 'RznSocRecep') === '') return 'Encabezado.Receptor.RznSocRecep';
    if (payment === '') return 'Encabezado.IdDoc.MedioPago';
    if (payment !== CASH) return null;
    if (text(receptor, 'CorreoRecep') === '') return 'Encabezado.Receptor.CorreoRecep';
    return text(receptor, 'TelefonoRecep') === '' ? 'Encabezado.Receptor.TelefonoRecep' : null;
  })();
  return path === null ? [] : [{ path, code: 'boleta_over_limit', params: { limit } }];
};

/** What is allowed but probably not meant. */
export const ruleWarnings = (
  draft: DraftObject,
  type: DocumentType,
  computed: ComputedTotals,
  ufPesos?: number,
): readonly DraftWarning[] => {
  const exempt =
    type === 33 && computed.lines.length > 0 && computed.lines.every((line) => line.kind === 'exempt');
  const isExport = type === 110 || type === 111 || type === 112;
  const noPesos = isExport && isAbsent(dig(draft, 'Encabezado', 'OtraMoneda'));
  return [
    ...pesosOverTaxes(draft, computed),
    ...overLimit(draft, type, computed, ufPesos),
    ...computed.globalsWithoutEffect.flatMap((lost, index): readonly DraftWarning[] =>
      lost ? [{ path: `DscRcgGlobal.${index}`, code: 'global_without_effect' }] : [],
    ),
    ...(exempt ? [{ path: 'Encabezado.IdDoc.TipoDTE', code: 'all_lines_exempt' } as const] : []),
    ...(noPesos ? [{ path: 'Encabezado.OtraMoneda', code: 'other_currency_missing' } as const] : []),
  ];
};
