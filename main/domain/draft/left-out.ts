import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../../shared/domain/draft.ts';
import { at, isAbsent, isObject } from '../values.ts';
import type { DraftWarning } from './types.ts';

/**
 * Elements that drafts of other programs carry and this type of document has no place for. They are left out, with a
 * warning, because nothing that is owed or sold depends on them; whatever else the schema does not know is an issue.
 */
interface LeftOut {
  readonly types: readonly DocumentType[];
  /** `*` is every item of a list. */
  readonly path: readonly string[];
  readonly names: readonly string[];
}

const BOLETAS: readonly DocumentType[] = [39, 41];
const WITH_TRANSPORT: readonly DocumentType[] = [33, 34, 46, 52, 56, 61, 110, 111, 112];

const LEFT_OUT: readonly LeftOut[] = [
  // A boleta has no form of payment, no kind of transaction, no rate of IVA and no giro of the buyer (EnvioBOLETA_v11.xsd).
  // Its prices are gross unless IndMntNeto says otherwise, so that MntBruto says nothing.
  {
    types: BOLETAS,
    path: ['Encabezado', 'IdDoc'],
    names: ['FmaPago', 'TpoTranVenta', 'TpoTranCompra', 'MntBruto'],
  },
  {
    types: BOLETAS,
    path: ['Encabezado', 'Emisor'],
    names: ['Acteco', 'Telefono', 'CorreoEmisor', 'CdgVendedor'],
  },
  { types: BOLETAS, path: ['Encabezado', 'Receptor'], names: ['GiroRecep'] },
  { types: BOLETAS, path: ['Encabezado', 'Totales'], names: ['TasaIVA'] },
  { types: BOLETAS, path: ['Referencia', '*'], names: ['FchRef'] },
  // Announced for guías, not in the official schema yet (DTE_v10.xsd of 2024).
  {
    types: WITH_TRANSPORT,
    path: ['Encabezado', 'Transporte'],
    names: ['PatenteCarro', 'FchSalida', 'HraSalida', 'FchLlegada'],
  },
];

const without = (
  value: DraftValue | undefined,
  path: readonly string[],
  names: readonly string[],
  here: string,
  warnings: DraftWarning[],
): DraftValue | undefined => {
  const [step, ...rest] = path;
  if (step === '*') {
    if (Array.isArray(value)) {
      const list = value as readonly DraftValue[];
      return list.map((item, index) => without(item, rest, names, `${here}.${index}`, warnings) ?? null);
    }
    return without(value, rest, names, `${here}.0`, warnings);
  }
  if (!isObject(value)) return value;
  if (step === undefined) {
    for (const name of names) {
      if (!isAbsent(at(value, name))) warnings.push({ path: `${here}.${name}`, code: 'field_left_out' });
    }
    return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  }
  if (!Object.hasOwn(value, step)) return value;
  const inner = without(value[step], rest, names, here === '' ? step : `${here}.${step}`, warnings);
  return { ...value, [step]: inner };
};

/** The draft without what its type has no place for, and a warning for each thing left out. */
export const leaveOut = (
  draft: DraftObject,
  type: DocumentType,
): { readonly draft: DraftObject; readonly warnings: readonly DraftWarning[] } => {
  const warnings: DraftWarning[] = [];
  let result: DraftObject = draft;
  for (const { types, path, names } of LEFT_OUT) {
    if (!types.includes(type)) continue;
    const next = without(result, path, names, '', warnings);
    if (isObject(next)) result = next;
  }
  return { draft: result, warnings };
};
