import { code, count, date, group, integer, REQUIRED, text } from './build.ts';
import { PAYMENT_ACCOUNTS, PAYMENT_MEANS } from './codes.ts';
import type { Element } from './element.ts';
import { monto } from './leaves.ts';

/**
 * IdDoc: what document it is and how it is paid. DTE_v10.xsd, Documento/Encabezado/IdDoc and
 * Exportaciones/Encabezado/IdDoc; EnvioBOLETA_v11.xsd. format-dte.txt A, fields 2 to 35.
 */
const folio = integer('Folio', 1, 9_999_999_999, REQUIRED);

/** From FmaPagExp to FchVenc both tables of the DTE schema are alike. */
const payment: readonly Element[] = [
  count('FmaPagExp', 2),
  date('FchCancel'),
  monto('MntCancel'),
  monto('SaldoInsol'),
  group('MntPagos', [date('FchPago', REQUIRED), monto('MntPago', REQUIRED), text('GlosaPagos', 40)], {
    max: 30,
  }),
  date('PeriodoDesde'),
  date('PeriodoHasta'),
  code('MedioPago', PAYMENT_MEANS),
  code('TpoCtaPago', PAYMENT_ACCOUNTS),
  text('NumCtaPago', 20),
  text('BcoPago', 40),
  text('TermPagoCdg', 4),
  text('TermPagoGlosa', 100),
  count('TermPagoDias', 3),
  date('FchVenc'),
];

export const idDocDocumento = group(
  'IdDoc',
  [
    code('TipoDTE', [33, 34, 46, 52, 56, 61], REQUIRED),
    folio,
    date('FchEmis', REQUIRED),
    code('IndNoRebaja', [1], { allowed: [61] }),
    code('TipoDespacho', [1, 2, 3]),
    code('IndTraslado', [1, 2, 3, 4, 5, 6, 7, 8, 9], { required: [52], allowed: [52] }),
    code('TpoImpresion', ['N', 'T']),
    code('IndServicio', [1, 2, 3]),
    code('MntBruto', [1]),
    code('TpoTranCompra', [1, 2, 3, 4, 5, 6, 7]),
    code('TpoTranVenta', [1, 2, 3, 4]),
    code('FmaPago', [1, 2, 3]),
    ...payment,
    code('TipoFactEsp', [1], { allowed: [33] }),
  ],
  REQUIRED,
);

export const idDocExportaciones = group(
  'IdDoc',
  [
    code('TipoDTE', [110, 111, 112], REQUIRED),
    folio,
    date('FchEmis', REQUIRED),
    code('TipoDespacho', [1, 2, 3]),
    code('IndServicio', [3, 4, 5, 6]),
    code('FmaPago', [1, 2, 3]),
    ...payment,
  ],
  REQUIRED,
);

/** Boletas have no FmaPago and number their MedioPago; format-boletas.txt, area IdDoc. */
export const idDocBoleta = group(
  'IdDoc',
  [
    code('TipoDTE', [39, 41], REQUIRED),
    folio,
    date('FchEmis', REQUIRED),
    code('IndServicio', [1, 2, 3, 4], REQUIRED),
    code('IndMntNeto', [2], { allowed: [39] }),
    date('PeriodoDesde'),
    date('PeriodoHasta'),
    date('FchVenc'),
    code('MedioPago', [1, 2, 3, 4, 5]),
  ],
  REQUIRED,
);
