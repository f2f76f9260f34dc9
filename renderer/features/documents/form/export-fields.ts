import type { DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';
import type { FormNumber } from './form-number.ts';

/** Types 110, 111 and 112 are `Exportaciones` in the schema: in a foreign currency, all exempt, with customs data. */
export const isExport = (type: number): boolean => type === 110 || type === 111 || type === 112;

/** IndServicio is left out for goods; the form needs a name for that choice. */
export const GOODS = 'goods';
const PESOS = 'PESO CL';

interface Field {
  /** Element names below Encabezado. */
  readonly path: readonly string[];
  /** A code may be a text of digits in the form and is a number in the draft. */
  readonly kind: 'text' | 'code' | 'number';
  readonly goodsOnly?: true;
}

const customs = (name: string, kind: Field['kind'] = 'code'): Field => ({
  path: ['Transporte', 'Aduana', name],
  kind,
  goodsOnly: true,
});

/** Where each field of the card goes: DTE_v10.xsd, Exportaciones/Encabezado; format-dte.txt A 33 to 138. */
export const EXPORT_FIELDS = {
  kind: { path: ['IdDoc', 'IndServicio'], kind: 'code' },
  payment: { path: ['IdDoc', 'FmaPagExp'], kind: 'code' },
  nationality: { path: ['Receptor', 'Extranjero', 'Nacionalidad'], kind: 'text' },
  currency: { path: ['Totales', 'TpoMoneda'], kind: 'text' },
  rate: { path: ['OtraMoneda', 'TpoCambio'], kind: 'number' },
  saleMode: customs('CodModVenta'),
  clause: customs('CodClauVenta'),
  clauseTotal: customs('TotClauVenta', 'number'),
  route: customs('CodViaTransp'),
  loadPort: customs('CodPtoEmbarque'),
  unloadPort: customs('CodPtoDesemb'),
  packages: customs('TotBultos', 'number'),
  buyerCountry: customs('CodPaisRecep'),
  destination: customs('CodPaisDestin'),
} as const satisfies Readonly<Record<string, Field>>;

export type ExportName = keyof typeof EXPORT_FIELDS;
export type FormExport = Readonly<Record<ExportName, FormNumber>>;

const ENTRIES = Object.entries(EXPORT_FIELDS) as readonly (readonly [ExportName, Field])[];
const NAMES = ENTRIES.map(([name]) => name);

/** As issues name it. */
export const exportPath = (name: ExportName): string => ['Encabezado', ...EXPORT_FIELDS[name].path].join('.');

const blank = (): Record<ExportName, FormNumber> =>
  Object.fromEntries(NAMES.map((name) => [name, ''])) as Record<ExportName, FormNumber>;

/** Services in dollars: what most who are new to exporting sell. */
export const emptyExport = (): FormExport => ({ ...blank(), kind: '3', currency: 'DOLAR USA' });

const isGroup = (value: DraftValue | undefined): value is DraftObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const dig = (object: DraftObject, path: readonly string[]): DraftValue | undefined =>
  path.reduce<DraftValue | undefined>((value, name) => (isGroup(value) ? value[name] : undefined), object);

/** A rate to another currency than pesos is not what the card asks for: it stays as it came. */
const isShown = (header: DraftObject, name: ExportName): boolean =>
  name !== 'rate' || [PESOS, undefined].includes(dig(header, ['OtraMoneda', 'TpoMoneda']) as string);

/** What the card shows of a draft's Encabezado. */
export const readExport = (header: DraftObject): FormExport => {
  const form = blank();
  for (const [name, { path, kind }] of ENTRIES) {
    const value = dig(header, path);
    if (!isShown(header, name) || (typeof value !== 'string' && typeof value !== 'number')) continue;
    const number = kind === 'number' ? Number(value) : Number.NaN;
    form[name] = Number.isFinite(number) ? number : String(value);
  }
  return { ...form, kind: form.kind === '' ? GOODS : form.kind };
};

const removed = (object: DraftObject, [name = '', ...deeper]: readonly string[]): DraftObject => {
  const { [name]: value, ...others } = object;
  if (value === undefined || deeper.length === 0) return others;
  if (!isGroup(value)) return object;
  const rest = removed(value, deeper);
  return Object.keys(rest).length === 0 ? others : { ...others, [name]: rest };
};

/** Encabezado without what the card shows. */
export const withoutExport = (header: DraftObject): DraftObject => {
  const shown = ENTRIES.filter(([name]) => isShown(header, name)).map(([, { path }]) => path);
  const bare = shown.reduce(removed, header);
  const pesos = dig(header, ['OtraMoneda', 'TpoMoneda']) === PESOS;
  return pesos ? removed(bare, ['OtraMoneda', 'TpoMoneda']) : bare;
};

const placed = (
  object: DraftObject,
  [name = '', ...deeper]: readonly string[],
  value: DraftValue,
): DraftObject => {
  if (deeper.length === 0) return { ...object, [name]: value };
  const inner = object[name];
  return { ...object, [name]: placed(isGroup(inner) ? inner : {}, deeper, value) };
};

const draftValue = (value: FormNumber, kind: Field['kind']): DraftValue => {
  if (kind !== 'code') return value;
  const number = Number(value);
  return Number.isInteger(number) ? number : value;
};

/** Encabezado with what the card says: customs data only for goods, a rate only where there is something to convert. */
export const writeExport = (form: FormExport, header: DraftObject): DraftObject => {
  const goods = form.kind === GOODS;
  const pesos = form.currency === PESOS;
  const written = ENTRIES.reduce((object, [name, { path, kind, goodsOnly }]) => {
    const value = form[name];
    if (value === '' || (name === 'kind' && goods) || (goodsOnly && !goods) || (name === 'rate' && pesos))
      return object;
    return placed(object, path, draftValue(value, kind));
  }, header);
  return form.rate === '' || pesos ? written : placed(written, ['OtraMoneda', 'TpoMoneda'], PESOS);
};

/** The paths that the card has a field for now. */
export const shownExportPaths = (form: FormExport): readonly string[] =>
  ENTRIES.filter(([, { goodsOnly }]) => !goodsOnly || form.kind === GOODS).map(([name]) => exportPath(name));
