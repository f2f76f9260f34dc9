import type { DocumentType } from '../../../shared/domain/document-type.ts';
import { assertNever } from '../../../shared/domain/errors.ts';
import { comisiones, dscRcgGlobal, dscRcgGlobalBoleta, subTotInfo, subTotInfoBoleta } from './adjustments.ts';
import { group, REQUIRED, rut } from './build.ts';
import { detalleBoleta, detalleDocumento, detalleExportaciones } from './detalle.ts';
import type { Element } from './element.ts';
import { idDocBoleta, idDocDocumento, idDocExportaciones } from './id-doc.ts';
import {
  emisorBoleta,
  emisorDocumento,
  emisorExportaciones,
  receptorBoleta,
  receptorDocumento,
  receptorExportaciones,
} from './parties.ts';
import { geoRefEmision, manejoMadera } from './places.ts';
import { referenciaBoleta, referenciaDocumento, referenciaExportaciones } from './referencia.ts';
import {
  otraMonedaDocumento,
  otraMonedaExportaciones,
  totalesBoleta,
  totalesDocumento,
  totalesExportaciones,
} from './totales.ts';
import { transporte } from './transporte.ts';

const documento = group(
  'Documento',
  [
    group(
      'Encabezado',
      [
        idDocDocumento,
        emisorDocumento,
        rut('RUTMandante'),
        receptorDocumento,
        rut('RUTSolicita'),
        transporte,
        totalesDocumento,
        otraMonedaDocumento,
      ],
      REQUIRED,
    ),
    detalleDocumento,
    subTotInfo,
    dscRcgGlobal,
    referenciaDocumento,
    geoRefEmision,
    manejoMadera,
    comisiones,
  ],
  REQUIRED,
);

const exportaciones = group(
  'Exportaciones',
  [
    group(
      'Encabezado',
      [
        idDocExportaciones,
        emisorExportaciones,
        receptorExportaciones,
        transporte,
        totalesExportaciones,
        otraMonedaExportaciones,
      ],
      REQUIRED,
    ),
    detalleExportaciones,
    subTotInfo,
    dscRcgGlobal,
    referenciaExportaciones,
  ],
  REQUIRED,
);

const boleta = group(
  'Documento',
  [
    group(
      'Encabezado',
      [idDocBoleta, emisorBoleta, receptorBoleta, rut('RUTProvSW'), totalesBoleta],
      REQUIRED,
    ),
    detalleBoleta,
    subTotInfoBoleta,
    dscRcgGlobalBoleta,
    referenciaBoleta,
    geoRefEmision,
  ],
  REQUIRED,
);

/**
 * The content of one type of document, in the order in which the SII wants it.
 * @returns the element Documento (or Exportaciones) with everything but TED and TmstFirma, which come with the stamp;
 *   the same object at every call. `allowed` and `required` of its elements still name the types: a table serves several
 */
export const documentSchema = (type: DocumentType): Element => {
  switch (type) {
    case 33:
    case 34:
    case 46:
    case 52:
    case 56:
    case 61:
      return documento;
    case 39:
    case 41:
      return boleta;
    case 110:
    case 111:
    case 112:
      return exportaciones;
    default:
      return assertNever(type, 'document type');
  }
};

/** Whether an element must be there (when its parent is) in a document of this type. */
export const isRequired = (element: Element, type: DocumentType): boolean =>
  element.required === 'all' || (element.required !== 'none' && element.required.includes(type));

/** Whether a document of this type may carry the element. */
export const isAllowed = (element: Element, type: DocumentType): boolean =>
  element.allowed === 'all' || element.allowed.includes(type);
