import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { DraftObject, DraftValue } from '../../../shared/domain/draft.ts';
import { at, isAbsent } from '../values.ts';
import type { EmisorData } from './types.ts';

type Entries = readonly (readonly [string, DraftValue | undefined])[];

const present = (entries: Entries): DraftObject =>
  Object.fromEntries(entries.filter(([, value]) => !isAbsent(value)));

/** What the draft may say of the Emisor that the company's data do not: who sold, from which branch. */
const OF_THE_DOCUMENT = ['GuiaExport', 'Sucursal', 'CodAdicSucur', 'CdgVendedor', 'IdAdicEmisor'] as const;

const isBoleta = (type: DocumentType): boolean => type === 39 || type === 41;

/** Emisor of a document that the company issues, whatever the draft says of its name and address. */
export const emisorOf = (company: EmisorData, given: DraftObject, type: DocumentType): DraftObject => {
  const address: Entries = [
    ['CdgSIISucur', company.branchCode ?? at(given, 'CdgSIISucur')],
    ['DirOrigen', company.address],
    ['CmnaOrigen', company.comuna],
    ['CiudadOrigen', company.city],
  ];
  if (isBoleta(type)) {
    return present([
      ['RUTEmisor', company.rut],
      ['RznSocEmisor', company.name],
      ['GiroEmisor', company.giro],
      ...address,
    ]);
  }
  return present([
    ['RUTEmisor', company.rut],
    ['RznSoc', company.name],
    ['GiroEmis', company.giro],
    ['Telefono', company.phone],
    ['CorreoEmisor', company.email],
    ['Acteco', company.acteco],
    ...address,
    ...OF_THE_DOCUMENT.map((name) => [name, at(given, name)] as const),
  ]);
};

/** The draft's own Emisor; a boleta's names are its own, and drafts come with those of a factura. */
export const ownEmisor = (given: DraftObject, type: DocumentType): DraftObject => {
  if (!isBoleta(type)) return given;
  const { RznSoc, GiroEmis, ...rest } = given;
  return {
    ...rest,
    ...(isAbsent(at(given, 'RznSocEmisor')) && !isAbsent(RznSoc) ? { RznSocEmisor: RznSoc } : {}),
    ...(isAbsent(at(given, 'GiroEmisor')) && !isAbsent(GiroEmis) ? { GiroEmisor: GiroEmis } : {}),
  };
};
