import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue, FieldIssue } from '../../../shared/domain/draft.ts';
import { readMicro } from '../decimal.ts';
import { isExemptType } from '../totals/index.ts';
import { type Anything, at, isAbsent, isObject, listOf } from '../values.ts';
import { emisorOf, ownEmisor } from './emisor.ts';
import type { DraftWarning, EmisorData, PrepareContext } from './types.ts';

/** The buyer who gives no name: boletas (PROTOCOL.md 8). */
const ANONYMOUS = '66666666-6';
const ANONYMOUS_NAME = 'Sin RUT';
/** The buyer abroad: export documents. */
const FOREIGN = '55555555-5';
const SALES_AND_SERVICES = 3;
/** A factura that does not say how it is paid is taken for credit (format-dte.txt, changes of 2017-05-31). */
const CREDIT = 2;
const INTERNAL_MOVE = '5';
const MAX_GIRO_RECEPTOR = 40;

const isBoleta = (type: DocumentType): boolean => type === 39 || type === 41;
const isExport = (type: DocumentType): boolean => type === 110 || type === 111 || type === 112;

const filled = (object: DraftObject, defaults: DraftObject): DraftObject => ({
  ...object,
  ...Object.fromEntries(Object.entries(defaults).filter(([name]) => isAbsent(at(object, name)))),
});

/** Objects of a list, each completed; what is no object stays, for the schema to complain about. */
const eachOf = (
  value: Anything,
  complete: (object: DraftObject, index: number) => DraftObject,
): readonly DraftValue[] =>
  listOf(value).map((item, index) => (isObject(item) ? complete(item, index) : item));

const list = (name: string, items: readonly DraftValue[]): DraftObject =>
  items.length === 0 ? {} : { [name]: items };

const completeIdDoc = (
  idDoc: DraftObject,
  type: DocumentType,
  context: PrepareContext,
  warnings: DraftWarning[],
): DraftObject => {
  if ((type === 33 || type === 34) && isAbsent(at(idDoc, 'FmaPago'))) {
    warnings.push({
      path: 'Encabezado.IdDoc.FmaPago',
      code: 'form_of_payment_assumed',
      params: { value: CREDIT },
    });
  }
  const completed = filled(idDoc, {
    TipoDTE: type,
    FchEmis: context.today,
    ...(isBoleta(type) ? { IndServicio: SALES_AND_SERVICES } : {}),
    ...(type === 33 || type === 34 ? { FmaPago: CREDIT } : {}),
  });
  return context.folio === undefined ? completed : { ...completed, Folio: context.folio };
};

/** A move between places of one company has that company as its receptor. */
const ownReceptor = (company: EmisorData): DraftObject => ({
  RUTRecep: company.rut,
  RznSocRecep: company.name,
  ...(company.giro.length <= MAX_GIRO_RECEPTOR ? { GiroRecep: company.giro } : {}),
  DirRecep: company.address,
  CmnaRecep: company.comuna,
});

const completeReceptor = (
  receptor: DraftObject,
  idDoc: DraftObject,
  type: DocumentType,
  context: PrepareContext,
): DraftObject => {
  if (isBoleta(type) && isAbsent(at(receptor, 'RUTRecep'))) {
    return filled(receptor, { RUTRecep: ANONYMOUS, RznSocRecep: ANONYMOUS_NAME });
  }
  if (isExport(type)) return filled(receptor, { RUTRecep: FOREIGN });
  const internal = type === 52 && String(at(idDoc, 'IndTraslado') ?? '').trim() === INTERNAL_MOVE;
  return internal && isAbsent(receptor) && context.emisor !== null ? ownReceptor(context.emisor) : receptor;
};

const completeLine = (line: DraftObject, index: number, type: DocumentType): DraftObject => {
  const price = readMicro(at(line, 'PrcItem')) ?? 0n;
  return filled(line, {
    NroLinDet: index + 1,
    ...(isExemptType(type) ? { IndExe: 1 } : {}),
    ...(price === 0n ? {} : { QtyItem: 1 }),
  });
};

const completeReference = (
  reference: DraftObject,
  index: number,
  type: DocumentType,
  date: DraftValue | undefined,
  warnings: DraftWarning[],
): DraftObject => {
  const numbered = filled(reference, { NroLinRef: index + 1 });
  // The document that a note corrects has a date that nobody may make up.
  if (isBoleta(type) || !isAbsent(at(reference, 'CodRef')) || !isAbsent(at(reference, 'FchRef')))
    return numbered;
  warnings.push({ path: `Referencia.${index}.FchRef`, code: 'reference_date_assumed' });
  return filled(numbered, { FchRef: date });
};

export interface Completed {
  readonly draft: DraftObject;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly DraftWarning[];
}

/**
 * Fills in what a draft may leave out and can be known: type, folio, date, Emisor, numbers of lines, IndExe where every
 * line is exempt, the quantity of a line that has only a price, form of payment, IndServicio of boletas, the anonymous
 * and the foreign receptor, the date of references that correct nothing. Amounts are not filled in here.
 */
export const complete = (draft: DraftObject, type: DocumentType, context: PrepareContext): Completed => {
  const warnings: DraftWarning[] = [];
  const issues: FieldIssue[] = [];
  const section = (parent: DraftObject, name: string, path: string): DraftObject => {
    const value = at(parent, name);
    if (isObject(value)) return value;
    if (!isAbsent(value)) issues.push({ path, code: 'not_an_object' });
    return {};
  };
  const encabezado = section(draft, 'Encabezado', 'Encabezado');
  const givenIdDoc = section(encabezado, 'IdDoc', 'Encabezado.IdDoc');
  const givenEmisor = section(encabezado, 'Emisor', 'Encabezado.Emisor');
  const givenReceptor = section(encabezado, 'Receptor', 'Encabezado.Receptor');
  const totales = section(encabezado, 'Totales', 'Encabezado.Totales');
  const idDoc = completeIdDoc(givenIdDoc, type, context, warnings);
  const givenRut = at(givenEmisor, 'RUTEmisor');
  if (context.emisor !== null && typeof givenRut === 'string' && givenRut.trim() !== context.emisor.rut) {
    warnings.push({ path: 'Encabezado.Emisor', code: 'emisor_replaced' });
  }
  return {
    issues,
    warnings,
    draft: {
      ...draft,
      Encabezado: {
        ...encabezado,
        IdDoc: idDoc,
        Emisor:
          context.emisor === null
            ? ownEmisor(givenEmisor, type)
            : emisorOf(context.emisor, givenEmisor, type),
        Receptor: completeReceptor(givenReceptor, idDoc, type, context),
        Totales: totales,
      },
      ...list(
        'Detalle',
        eachOf(at(draft, 'Detalle'), (line, index) => completeLine(line, index, type)),
      ),
      ...list(
        'SubTotInfo',
        eachOf(at(draft, 'SubTotInfo'), (item, index) => filled(item, { NroSTI: index + 1 })),
      ),
      ...list(
        'DscRcgGlobal',
        eachOf(at(draft, 'DscRcgGlobal'), (item, index) =>
          filled(item, { NroLinDR: index + 1, ...(isExport(type) ? { IndExeDR: 1 } : {}) }),
        ),
      ),
      ...list(
        'Referencia',
        eachOf(at(draft, 'Referencia'), (item, index) =>
          completeReference(item, index, type, at(idDoc, 'FchEmis'), warnings),
        ),
      ),
      ...list(
        'Comisiones',
        eachOf(at(draft, 'Comisiones'), (item, index) => filled(item, { NroLinCom: index + 1 })),
      ),
    },
  };
};
