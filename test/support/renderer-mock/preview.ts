import type { Input, Output } from '../../../shared/ipc/contract.ts';

type Draft = Input<'drafts.preview'>['draft'];
type Json = Draft[string];

const group = (value: Json | undefined): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
const list = (value: Json | undefined): Record<string, Json>[] =>
  Array.isArray(value) ? value.map(group) : [];

/** Totals well enough for a screen: quantity by price less discount, 19 % IVA. Main has the real rules. */
export const preview = (draft: Draft): Output<'drafts.preview'> => {
  const lines = list(draft['Detalle']);
  const lineAmounts = lines.map((line) => {
    const {
      QtyItem: quantity = 1,
      PrcItem: price,
      DescuentoPct: percent = 0,
      DescuentoMonto: amount = 0,
    } = line;
    if (typeof price !== 'number') return null;
    const gross = Number(quantity) * price;
    return Math.round(gross - (gross * Number(percent)) / 100 - Number(amount));
  });
  const sum = (exempt: boolean) =>
    lineAmounts.reduce<number>(
      (total, each, at) => total + ((lines[at]?.['IndExe'] === 1) === exempt ? (each ?? 0) : 0),
      0,
    );
  const neto = sum(false);
  const iva = Math.round(neto * 0.19);
  const receptor = group(group(draft['Encabezado'])['Receptor']);
  const required = ['RUTRecep', 'RznSocRecep', 'GiroRecep', 'DirRecep', 'CmnaRecep']
    .filter((name) => receptor[name] === undefined)
    .map((name) => ({ path: `Encabezado.Receptor.${name}`, code: 'required' }));
  const rut = receptor['RUTRecep'];
  return {
    totals: { MntNeto: neto, MntExe: sum(true), TasaIVA: 19, IVA: iva, MntTotal: neto + sum(true) + iva },
    lineAmounts,
    warnings: [],
    issues: [
      ...required,
      ...(typeof rut === 'string' && !/^\d{7,8}-[\dK]$/.test(rut)
        ? [{ path: 'Encabezado.Receptor.RUTRecep', code: 'bad_rut' }]
        : []),
      ...lines.flatMap((line, at) =>
        line['NmbItem'] === undefined ? [{ path: `Detalle.${at}.NmbItem`, code: 'required' }] : [],
      ),
    ],
  };
};
