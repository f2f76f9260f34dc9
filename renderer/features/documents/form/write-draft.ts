import type { Draft, DraftObject, DraftValue } from '../../../../shared/domain/draft.ts';
import { parseRut } from '../../../../shared/domain/rut.ts';
import { isExport, writeExport } from './export-fields.ts';
import {
  type FormAdjustment,
  type FormLine,
  type FormReference,
  groupOf,
  type IssueForm,
  isBoleta,
  without,
} from './model.ts';

/** Leaves out what is blank: an empty element is not the same as none. */
const filled = (object: DraftObject): DraftObject =>
  Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

const trimmed = (text: string): string => text.trim();
const codeOf = (text: string): DraftValue => (text === '' ? '' : Number(text));

const lineOf = (line: FormLine): DraftObject => ({
  ...line.rest,
  ...filled({
    ...(line.exempt ? { IndExe: 1 } : {}),
    NmbItem: trimmed(line.name),
    DscItem: trimmed(line.description),
    QtyItem: line.quantity,
    UnmdItem: trimmed(line.unit),
    PrcItem: line.price,
    [line.discountKind === '%' ? 'DescuentoPct' : 'DescuentoMonto']: line.discount === 0 ? '' : line.discount,
  }),
});

const adjustmentOf = (adjustment: FormAdjustment): DraftObject => ({
  ...adjustment.rest,
  ...filled({
    TpoMov: adjustment.move,
    GlosaDR: trimmed(adjustment.label),
    TpoValor: adjustment.kind,
    ValorDR: adjustment.value,
    IndExeDR: codeOf(adjustment.scope),
  }),
});

const referenceOf = (reference: FormReference): DraftObject => ({
  ...reference.rest,
  ...filled({
    TpoDocRef: trimmed(reference.type),
    FolioRef: trimmed(reference.folio),
    FchRef: reference.date,
    CodRef: codeOf(reference.code),
    RazonRef: trimmed(reference.reason),
  }),
});

/** What boletas have no place for. */
const NOT_IN_BOLETAS = ['GiroRecep', 'CorreoRecep'];

const idDocOf = (form: IssueForm): DraftObject =>
  filled({
    TipoDTE: form.type,
    FchEmis: form.issuedOn,
    TipoDespacho: form.type === 52 ? codeOf(form.dispatch) : '',
    IndTraslado: form.type === 52 ? codeOf(form.transfer) : '',
    FmaPago: isBoleta(form.type) ? '' : codeOf(form.payment),
    FchVenc: form.dueDate,
  });

/** The draft that the form stands for: what it shows, over what an imported draft brought besides. */
export const draftOf = (form: IssueForm): Draft => {
  const header = groupOf(form.rest['Encabezado']);
  const encabezado = {
    ...header,
    IdDoc: { ...groupOf(header['IdDoc']), ...idDocOf(form) },
    Receptor: {
      ...groupOf(header['Receptor']),
      ...without(
        filled({
          RUTRecep: parseRut(form.receptor.rut) ?? trimmed(form.receptor.rut),
          RznSocRecep: trimmed(form.receptor.name),
          GiroRecep: trimmed(form.receptor.giro),
          CorreoRecep: trimmed(form.receptor.email),
          DirRecep: trimmed(form.receptor.address),
          CmnaRecep: trimmed(form.receptor.comuna),
        }),
        isBoleta(form.type) ? NOT_IN_BOLETAS : [],
      ),
    },
  };
  return {
    ...form.rest,
    Encabezado: isExport(form.type) ? writeExport(form.export, encabezado) : encabezado,
    Detalle: form.lines.map(lineOf),
    ...(form.adjustments.length > 0 ? { DscRcgGlobal: form.adjustments.map(adjustmentOf) } : {}),
    ...(form.references.length > 0 ? { Referencia: form.references.map(referenceOf) } : {}),
  };
};
