import { code, count, date, group, integer, leaf, REQUIRED, rut, text, timestamp } from './build.ts';
import { ADDITIONAL_TAX_CODES } from './codes.ts';
import type { Element } from './element.ts';
import { dec6_4, dec12_6, dec14_4, dec14_4Zero, dec16_2, monto, montoPositive, percent } from './leaves.ts';

/**
 * Detalle: the lines. At most 60 in a DTE, 1000 in a boleta (whose XSD allows none at all; the manual does not).
 * DTE_v10.xsd, EnvioBOLETA_v11.xsd; format-dte.txt B, format-boletas.txt B.
 */
export const MAX_LINES_DTE = 60;
export const MAX_LINES_BOLETA = 1000;

const cdgItem = group('CdgItem', [text('TpoCodigo', 10, REQUIRED), text('VlrCodigo', 35, REQUIRED)], {
  max: 5,
});
const descuentos: readonly Element[] = [
  montoPositive('DescuentoMonto'),
  group('SubDscto', [code('TipoDscto', ['%', '$'], REQUIRED), dec16_2('ValorDscto', REQUIRED)], { max: 5 }),
];
const recargos: readonly Element[] = [
  montoPositive('RecargoMonto'),
  group('SubRecargo', [code('TipoRecargo', ['%', '$'], REQUIRED), dec16_2('ValorRecargo', REQUIRED)], {
    max: 5,
  }),
];

export const detalleDocumento = group(
  'Detalle',
  [
    integer('NroLinDet', 1, 99, REQUIRED),
    cdgItem,
    code('IndExe', [1, 2, 3, 4, 5, 6]),
    group('Retenedor', [
      code('IndAgente', ['R'], REQUIRED),
      monto('MntBaseFaena'),
      monto('MntMargComer'),
      monto('PrcConsFinal'),
    ]),
    text('NmbItem', 80, REQUIRED),
    text('DscItem', 1000),
    dec12_6('QtyRef'),
    text('UnmdRef', 4),
    dec12_6('PrcRef'),
    dec12_6('QtyItem'),
    group('Subcantidad', [dec12_6('SubQty', REQUIRED), text('SubCod', 35, REQUIRED)], { max: 5 }),
    date('FchElabor'),
    date('FchVencim'),
    text('UnmdItem', 4),
    dec12_6('PrcItem'),
    group('OtrMnda', [
      dec12_6('PrcOtrMon', REQUIRED),
      text('Moneda', 3, REQUIRED),
      dec6_4('FctConv'),
      dec14_4('DctoOtrMnda'),
      dec14_4('RecargoOtrMnda'),
      dec14_4('MontoItemOtrMnda'),
    ]),
    percent('DescuentoPct', 100),
    ...descuentos,
    percent('RecargoPct', 999.99),
    ...recargos,
    code('CodImpAdic', ADDITIONAL_TAX_CODES, { max: 2 }),
    monto('MontoItem', REQUIRED),
  ],
  { required: true, max: MAX_LINES_DTE },
);

export const detalleExportaciones = group(
  'Detalle',
  [
    integer('NroLinDet', 1, 99, REQUIRED),
    cdgItem,
    code('IndExe', [1, 2, 3, 4, 5, 6]),
    text('NmbItem', 80, REQUIRED),
    text('DscItem', 1000),
    dec12_6('QtyRef'),
    text('UnmdRef', 4),
    dec12_6('PrcRef'),
    dec12_6('QtyItem'),
    group(
      'Subcantidad',
      [dec12_6('SubQty', REQUIRED), text('SubCod', 35, REQUIRED), text('TipCodSubQty', 10)],
      { max: 5 },
    ),
    date('FchElabor'),
    date('FchVencim'),
    text('UnmdItem', 4),
    dec12_6('PrcItem'),
    group('OtrMnda', [
      dec14_4('PrcOtrMon', REQUIRED),
      text('Moneda', 3, REQUIRED),
      dec6_4('FctConv'),
      dec14_4('DctoOtrMnda'),
      dec14_4('RecargoOtrMnda'),
      dec14_4('MontoItemOtrMnda', REQUIRED),
    ]),
    percent('DescuentoPct', 100),
    ...descuentos,
    percent('RecargoPct', 999.99),
    ...recargos,
    dec14_4Zero('MontoItem', REQUIRED),
  ],
  { required: true, max: MAX_LINES_DTE },
);

const infoTicket = group('InfoTicket', [
  count('FolioTicket', 6, REQUIRED),
  timestamp('FchGenera', REQUIRED),
  text('NmbEvento', 80, REQUIRED),
  text('TpoTicket', 10, REQUIRED),
  text('CdgEvento', 5, REQUIRED),
  timestamp('FchEvento', REQUIRED),
  text('LugarEvento', 80, REQUIRED),
  text('UbicEvento', 20, REQUIRED),
  text('FilaUbicEvento', 3),
  text('AsntoUbicEvento', 3),
]);

export const detalleBoleta = group(
  'Detalle',
  [
    integer('NroLinDet', 1, MAX_LINES_BOLETA, REQUIRED),
    cdgItem,
    code('IndExe', [1, 2, 6]),
    leaf('ItemEspectaculo', { kind: 'code', values: ['01', '02'] }),
    rut('RUTMandante'),
    text('NmbItem', 80, REQUIRED),
    infoTicket,
    text('DscItem', 1000),
    dec12_6('QtyItem'),
    text('UnmdItem', 4),
    dec12_6('PrcItem'),
    percent('DescuentoPct', 100),
    montoPositive('DescuentoMonto'),
    percent('RecargoPct', 100),
    montoPositive('RecargoMonto'),
    monto('MontoItem', REQUIRED),
  ],
  { required: true, max: MAX_LINES_BOLETA },
);
