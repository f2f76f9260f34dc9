import type { Draft, DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';
import { formatRut } from '../../../../shared/domain/rut.ts';
import { emptyExport, isExport, readExport, withoutExport } from './export-fields.ts';
import type { FormNumber } from './form-number.ts';
import {
  emptyLine,
  type FormAdjustment,
  type FormLine,
  type FormReceptor,
  type FormReference,
  groupOf,
  type IssueForm,
  listOf,
  nextKey,
  without,
} from './model.ts';

/** The elements that the form shows, by group. Everything else of a draft is kept in `rest`. */
const SHOWN = {
  idDoc: ['TipoDTE', 'FchEmis', 'FmaPago', 'FchVenc', 'IndTraslado', 'TipoDespacho'],
  receptor: ['RUTRecep', 'RznSocRecep', 'GiroRecep', 'DirRecep', 'CmnaRecep', 'CorreoRecep'],
  line: ['NmbItem', 'DscItem', 'QtyItem', 'UnmdItem', 'PrcItem', 'DescuentoPct', 'DescuentoMonto'],
  adjustment: ['TpoMov', 'GlosaDR', 'TpoValor', 'ValorDR', 'IndExeDR'],
  reference: ['TpoDocRef', 'FolioRef', 'FchRef', 'CodRef', 'RazonRef'],
} as const;

const textOf = (value: DraftValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const numberOf = (value: DraftValue | undefined): FormNumber => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return '';
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
};

const dateOf = (value: DraftValue | undefined): string | null => textOf(value) || null;

const oneOf = <Value extends string>(
  value: DraftValue | undefined,
  values: readonly Value[],
  otherwise: Value,
): Value => {
  const text = textOf(value) as Value;
  return values.includes(text) ? text : otherwise;
};

const receptorOf = (receptor: DraftObject): FormReceptor => ({
  rut: formatRut(textOf(receptor['RUTRecep'])),
  name: textOf(receptor['RznSocRecep']),
  giro: textOf(receptor['GiroRecep']),
  address: textOf(receptor['DirRecep']),
  comuna: textOf(receptor['CmnaRecep']),
  email: textOf(receptor['CorreoRecep']),
});

/** A discount given in both ways is shown as its percentage; the amount is kept until the person changes it. */
const lineOf = (line: DraftObject): FormLine => {
  const byPercent = line['DescuentoPct'] !== undefined;
  // IndExe 1 is the switch "exento"; the other kinds (not invoiceable, deposit…) stay as they came.
  const exempt = Number(line['IndExe']) === 1;
  const rest = without(line, [...SHOWN.line, ...(exempt ? ['IndExe'] : [])]);
  return {
    key: nextKey(),
    name: textOf(line['NmbItem']),
    description: textOf(line['DscItem']),
    quantity: numberOf(line['QtyItem']),
    unit: textOf(line['UnmdItem']),
    price: numberOf(line['PrcItem']),
    discount: numberOf(byPercent ? line['DescuentoPct'] : line['DescuentoMonto']),
    discountKind: byPercent || line['DescuentoMonto'] === undefined ? '%' : '$',
    exempt,
    rest:
      byPercent && line['DescuentoMonto'] !== undefined
        ? { ...rest, DescuentoMonto: line['DescuentoMonto'] }
        : rest,
  };
};

const adjustmentOf = (adjustment: DraftObject): FormAdjustment => ({
  key: nextKey(),
  move: oneOf(adjustment['TpoMov'], ['D', 'R'], 'D'),
  label: textOf(adjustment['GlosaDR']),
  kind: oneOf(adjustment['TpoValor'], ['%', '$'], '%'),
  value: numberOf(adjustment['ValorDR']),
  scope: oneOf(adjustment['IndExeDR'], ['', '1', '2'], ''),
  rest: without(adjustment, SHOWN.adjustment),
});

const referenceOf = (reference: DraftObject): FormReference => ({
  key: nextKey(),
  type: textOf(reference['TpoDocRef']),
  folio: textOf(reference['FolioRef']),
  date: dateOf(reference['FchRef']),
  code: oneOf(reference['CodRef'], ['', '1', '2', '3'], ''),
  reason: textOf(reference['RazonRef']),
  rest: without(reference, SHOWN.reference),
});

/** Fills the form from a draft. The folio is left out: it is taken when issuing. The company is main's. */
export const formOf = (draft: Draft, typeOtherwise: number): IssueForm => {
  const whole = groupOf(draft['Encabezado']);
  const asked = Number(groupOf(whole['IdDoc'])['TipoDTE']);
  const type = Number.isInteger(asked) && asked > 0 ? asked : typeOtherwise;
  const header = isExport(type) ? withoutExport(whole) : whole;
  const idDoc = groupOf(header['IdDoc']);
  const receptor = groupOf(header['Receptor']);
  const lines = listOf(draft['Detalle']).map(lineOf);
  const idDocRest = without(idDoc, [...SHOWN.idDoc, 'Folio']);
  const receptorRest = without(receptor, SHOWN.receptor);
  const headerRest = without(header, ['IdDoc', 'Receptor']);
  return {
    type,
    issuedOn: dateOf(idDoc['FchEmis']),
    payment: oneOf(idDoc['FmaPago'], ['', '1', '2', '3'], ''),
    dueDate: dateOf(idDoc['FchVenc']),
    transfer: textOf(idDoc['IndTraslado']),
    dispatch: textOf(idDoc['TipoDespacho']),
    receptor: receptorOf(receptor),
    lines: lines.length === 0 ? [emptyLine()] : lines,
    adjustments: listOf(draft['DscRcgGlobal']).map(adjustmentOf),
    references: listOf(draft['Referencia']).map(referenceOf),
    export: isExport(type) ? readExport(whole) : emptyExport(),
    rest: {
      ...without(draft, ['Encabezado', 'Detalle', 'DscRcgGlobal', 'Referencia']),
      Encabezado: {
        ...headerRest,
        ...(Object.keys(idDocRest).length > 0 ? { IdDoc: idDocRest } : {}),
        ...(Object.keys(receptorRest).length > 0 ? { Receptor: receptorRest } : {}),
      },
    },
  };
};
