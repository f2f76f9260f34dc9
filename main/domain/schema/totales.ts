import { code, group, REQUIRED } from './build.ts';
import { ADDITIONAL_TAX_CODES, CURRENCIES } from './codes.ts';
import { dec6_4, dec14_4, dec14_4Zero, monto, montoPositive, percent, valor } from './leaves.ts';

/**
 * Totales and OtraMoneda. DTE_v10.xsd, EnvioBOLETA_v11.xsd; format-dte.txt A, areas Totales and Otra moneda.
 * An exempt document (34, 41) may not carry MntNeto, TasaIVA or IVA (PROTOCOL.md 7).
 */
const AFFECTED = [33, 46, 52, 56, 61] as const;

export const totalesDocumento = group(
  'Totales',
  [
    monto('MntNeto', { allowed: AFFECTED }),
    monto('MntExe', { required: [34] }),
    monto('MntBase'),
    monto('MntMargenCom'),
    percent('TasaIVA', 100, { allowed: AFFECTED }),
    monto('IVA', { allowed: AFFECTED }),
    monto('IVAProp', { allowed: AFFECTED }),
    monto('IVATerc', { allowed: AFFECTED }),
    group(
      'ImptoReten',
      [code('TipoImp', ADDITIONAL_TAX_CODES, REQUIRED), percent('TasaImp', 100), valor('MontoImp', REQUIRED)],
      { max: 20 },
    ),
    montoPositive('IVANoRet', { allowed: [46, 56, 61] }),
    monto('CredEC'),
    monto('GrntDep'),
    group('Comisiones', [monto('ValComNeto'), monto('ValComExe'), monto('ValComIVA')], {
      allowed: [46, 56, 61],
    }),
    monto('MntTotal', REQUIRED),
    valor('MontoNF'),
    valor('MontoPeriodo'),
    valor('SaldoAnterior'),
    valor('VlrPagar'),
  ],
  REQUIRED,
);

export const totalesExportaciones = group(
  'Totales',
  [
    code('TpoMoneda', CURRENCIES, REQUIRED),
    dec14_4Zero('MntExe', REQUIRED),
    dec14_4Zero('MntTotal', REQUIRED),
  ],
  REQUIRED,
);

/** MntNeto and IVA are mandatory in 39 (PROTOCOL.md 8). */
export const totalesBoleta = group(
  'Totales',
  [
    monto('MntNeto', { allowed: [39] }),
    monto('MntExe', { required: [41] }),
    monto('IVA', { allowed: [39] }),
    monto('MntTotal', REQUIRED),
    valor('MontoNF'),
    valor('TotalPeriodo'),
    valor('SaldoAnterior'),
    valor('VlrPagar'),
  ],
  REQUIRED,
);

export const otraMonedaDocumento = group('OtraMoneda', [
  code('TpoMoneda', CURRENCIES, REQUIRED),
  dec6_4('TpoCambio'),
  dec14_4('MntNetoOtrMnda'),
  dec14_4('MntExeOtrMnda'),
  dec14_4('MntFaeCarneOtrMnda'),
  dec14_4('MntMargComOtrMnda'),
  dec14_4('IVAOtrMnda'),
  group(
    'ImpRetOtrMnda',
    [
      code('TipoImpOtrMnda', ADDITIONAL_TAX_CODES, REQUIRED),
      percent('TasaImpOtrMnda', 999.99),
      dec14_4('VlrImpOtrMnda', REQUIRED),
    ],
    { max: 20 },
  ),
  dec14_4('IVANoRetOtrMnda'),
  dec14_4('MntTotOtrMnda', REQUIRED),
]);

export const otraMonedaExportaciones = group('OtraMoneda', [
  code('TpoMoneda', CURRENCIES, REQUIRED),
  dec6_4('TpoCambio'),
  dec14_4Zero('MntExeOtrMnda'),
  dec14_4Zero('MntTotOtrMnda', REQUIRED),
]);
