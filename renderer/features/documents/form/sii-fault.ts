import type { Draft, DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';
import { groupOf, listOf } from './model.ts';

/** The field that the SII objected to, and what it said about it. */
export interface SiiFault {
  readonly path: string;
  readonly said: string;
}

const RECEPTOR = 'Encabezado.Receptor';
const ID_DOC = 'Encabezado.IdDoc';

/** The field behind a reason, where it is one field's (PROTOCOL.md 6; those from 900 on are the practice SII's). */
const BY_REASON: Readonly<Record<string, string>> = {
  'HED-3-305': `${ID_DOC}.FchEmis`,
  'DTE-1-650': `${ID_DOC}.FchEmis`,
  'HED-3-903': `${RECEPTOR}.RUTRecep`,
  'HED-3-901': 'Detalle.0.PrcItem',
  'HED-3-904': 'Detalle.0.PrcItem',
  'HED-3-905': 'Detalle.0.PrcItem',
  'REF-3-415': 'Referencia.0.TpoDocRef',
  'REF-3-750': 'Referencia.0.FolioRef',
  'REF-3-758': 'Referencia.0.CodRef',
};

/** Elements that a person types, as a complaint about the schema names them, and where their field is. */
const BY_ELEMENT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['RUTRecep', 'RznSocRecep', 'GiroRecep', 'CorreoRecep', 'DirRecep', 'CmnaRecep'].map((name) => [
      name,
      `${RECEPTOR}.${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['FchEmis', 'FchVenc', 'FmaPago', 'IndTraslado', 'TipoDespacho'].map((name) => [
      name,
      `${ID_DOC}.${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['NmbItem', 'DscItem', 'QtyItem', 'UnmdItem', 'PrcItem', 'DescuentoPct', 'DescuentoMonto'].map((name) => [
      name,
      `Detalle.0.${name}`,
    ]),
  ),
  ...Object.fromEntries(['GlosaDR', 'ValorDR'].map((name) => [name, `DscRcgGlobal.0.${name}`])),
  ...Object.fromEntries(
    ['TpoDocRef', 'FolioRef', 'FchRef', 'CodRef', 'RazonRef'].map((name) => [name, `Referencia.0.${name}`]),
  ),
};

/** Of `…/Detalle[3]/NmbItem` the third line; lines are counted from one there, as in the SII's own numbering. */
const inList = (path: string, line: string): string => {
  const list = path.split('.')[0] ?? '';
  const asked = new RegExp(`${list}\\[(\\d{1,2})\\]`).exec(line)?.[1];
  return asked === undefined ? path : path.replace('.0.', `.${Math.max(0, Number(asked) - 1)}.`);
};

/**
 * The field that a refusal is about: by its reason (`HED-3-903`), or by the element that a complaint about the schema names.
 * @param words what the SII said, line by line
 * @returns null where it is about no field of the form: a signature, a folio, the envelope
 */
export const faultIn = (words: readonly string[]): SiiFault | null => {
  for (const said of words) {
    const reason = /[A-Z]{3}-[1-3]-\d{1,4}/.exec(said)?.[0];
    const byReason = reason === undefined ? undefined : BY_REASON[reason];
    if (byReason !== undefined) return { path: byReason, said };
    // The last one named is the innermost.
    const element = said.match(/[A-Za-z]+/g)?.findLast((word) => Object.hasOwn(BY_ELEMENT, word));
    const byElement = element === undefined ? undefined : BY_ELEMENT[element];
    if (byElement !== undefined) return { path: inList(byElement, said), said };
  }
  return null;
};

/** What a draft has at a path such as `Detalle.0.NmbItem`. */
export const valueAt = (draft: Draft, path: string): DraftValue | undefined =>
  path
    .split('.')
    .reduce<DraftValue | undefined>(
      (value, name) =>
        /^\d+$/.test(name) ? (listOf(value)[Number(name)] as DraftObject | undefined) : groupOf(value)[name],
      draft as DraftObject,
    );
