import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import type { DraftObject } from '../../../../shared/domain/draft.ts';
import { line, type Parts, reference } from './drafts.ts';

/** Drafts that no shop makes every day, with the totals that they have to give. */
export interface UnusualDraft {
  readonly name: string;
  readonly type: DocumentType;
  readonly parts: Parts;
  readonly totals: DraftObject;
  /** OtraMoneda, where it matters. */
  readonly other?: DraftObject;
}

export interface RefusedDraft {
  readonly name: string;
  readonly type: DocumentType;
  readonly parts: Parts;
  readonly issue: string;
}

const DOLLARS = { TpoMoneda: 'DOLAR USA' };
const IN_PESOS = { OtraMoneda: { TpoMoneda: 'PESO CL', TpoCambio: 945.37 } };
const discount = (value: number, changes: DraftObject = {}): DraftObject => ({
  TpoMov: 'D',
  TpoValor: '%',
  ValorDR: value,
  ...changes,
});
const tax = (code: number, percent: number, amount: number): DraftObject => ({
  TipoImp: code,
  TasaImp: percent,
  MontoImp: amount,
});

export const UNUSUAL: readonly UnusualDraft[] = [
  {
    name: 'the same odd percentage is of affected, exempt and not billed lines',
    type: 33,
    parts: {
      lines: [line(3, 333.33), line(1, 777, { IndExe: 1 }), line(1, 555, { IndExe: 2 })],
      rest: {
        DscRcgGlobal: [discount(33.33), discount(33.33, { IndExeDR: 1 }), discount(33.33, { IndExeDR: 2 })],
      },
    },
    // 999.99 -> 1000 - 333; 777 - 259; 555 - 185
    totals: {
      MntNeto: 667,
      MntExe: 518,
      TasaIVA: 19,
      IVA: 127,
      MntTotal: 1312,
      MontoNF: 370,
      MontoPeriodo: 1682,
    },
  },
  {
    name: 'a recharge over all is of 10.5 pesos',
    type: 33,
    parts: { lines: [line(1, 1000)], rest: { DscRcgGlobal: { TpoMov: 'R', TpoValor: '$', ValorDR: 10.5 } } },
    totals: { MntNeto: 1011, TasaIVA: 19, IVA: 192, MntTotal: 1203 },
  },
  {
    name: 'a recharge follows a discount',
    type: 56,
    parts: {
      lines: [line(1, 9999)],
      rest: {
        DscRcgGlobal: [discount(10), { TpoMov: 'R', TpoValor: '%', ValorDR: 2.5 }],
        Referencia: reference(3),
      },
    },
    // 9999 - 1000 = 8999; + 225 (224.975) = 9224; IVA 1752.56
    totals: { MntNeto: 9224, TasaIVA: 19, IVA: 1753, MntTotal: 10977 },
  },
  {
    name: 'one line of a guía is not sold (IndExe 4)',
    type: 52,
    parts: { lines: [line(1, 1000), line(2, 500, { IndExe: 4 })] },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190 },
  },
  {
    name: 'a guía between shops takes a line back (IndExe 5)',
    type: 52,
    parts: {
      idDoc: { IndTraslado: 5 },
      lines: [{ NmbItem: 'Silla', QtyItem: 1 }, line(2, 500, { IndExe: 5 })],
    },
    totals: { MntTotal: 0 },
  },
  {
    name: 'a guía sells something with an additional tax',
    type: 52,
    parts: { lines: [line(1, 1000, { CodImpAdic: 24 })] },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, ImptoReten: [tax(24, 31.5, 315)], MntTotal: 1505 },
  },
  {
    name: 'what is not billed is more than what is (IndExe 6)',
    type: 33,
    parts: { lines: [line(1, 1000), line(1, 3000, { IndExe: 6 })] },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190, MontoNF: -3000, MontoPeriodo: -1810 },
  },
  {
    name: 'a discount in pesos is of what is not billed',
    type: 33,
    parts: {
      lines: [line(1, 1000), line(1, 500, { IndExe: 2 })],
      rest: { DscRcgGlobal: discount(100, { TpoValor: '$', IndExeDR: 2 }) },
    },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190, MontoNF: 400, MontoPeriodo: 1590 },
  },
  {
    name: 'bottles, services not billed and exempt ones meet in a factura exenta',
    type: 34,
    parts: {
      lines: [line(1, 1000, { IndExe: 1 }), line(1, 500, { IndExe: 2 }), line(1, 100, { IndExe: 3 })],
    },
    totals: { MntExe: 1000, GrntDep: 100, MntTotal: 1100, MontoNF: 500, MontoPeriodo: 1600 },
  },
  {
    name: 'gross prices meet a gross discount and an exempt line',
    type: 33,
    parts: {
      idDoc: { MntBruto: 1 },
      lines: [line(1, 11900), line(1, 100, { IndExe: 1 })],
      rest: { DscRcgGlobal: discount(1190, { TpoValor: '$' }) },
    },
    totals: { MntNeto: 9000, MntExe: 100, TasaIVA: 19, IVA: 1710, MntTotal: 10810 },
  },
  {
    name: 'gross prices do not divide',
    type: 33,
    parts: { idDoc: { MntBruto: 1 }, lines: [line(3, 333), line(7, 77)] },
    // 1538 / 1.19 = 1292.44
    totals: { MntNeto: 1292, TasaIVA: 19, IVA: 246, MntTotal: 1538 },
  },
  {
    name: 'legumes keep back ten points of the IVA',
    type: 46,
    parts: { lines: [line(100, 333, { CodImpAdic: 30 })] },
    totals: {
      MntNeto: 33300,
      TasaIVA: 19,
      IVA: 6327,
      ImptoReten: [tax(30, 10, 3330)],
      IVANoRet: 2997,
      MntTotal: 36297,
    },
  },
  {
    name: 'only one of two lines keeps its IVA back',
    type: 46,
    parts: { lines: [line(1, 1000, { CodImpAdic: 15 }), line(1, 550)] },
    totals: {
      MntNeto: 1550,
      TasaIVA: 19,
      IVA: 295,
      ImptoReten: [tax(15, 19, 190)],
      IVANoRet: 105,
      MntTotal: 1655,
    },
  },
  {
    name: 'the whole IVA is kept back of a discounted purchase',
    type: 46,
    parts: { lines: [line(1, 12345, { CodImpAdic: 15 })], rest: { DscRcgGlobal: discount(7) } },
    totals: {
      MntNeto: 11481,
      TasaIVA: 19,
      IVA: 2181,
      ImptoReten: [tax(15, 19, 2181)],
      MntTotal: 11481,
    },
  },
  {
    name: 'the draft says another rate of retention',
    type: 46,
    parts: {
      lines: [line(1, 1000, { CodImpAdic: 15 })],
      totales: { ImptoReten: { TipoImp: 15, TasaImp: 10 } },
    },
    totals: {
      MntNeto: 1000,
      TasaIVA: 19,
      IVA: 190,
      ImptoReten: [tax(15, 10, 100)],
      IVANoRet: 90,
      MntTotal: 1090,
    },
  },
  {
    name: 'raspberries are kept back at 14 %, rounded',
    type: 46,
    parts: { lines: [line(1, 999, { CodImpAdic: 48 })] },
    totals: {
      MntNeto: 999,
      TasaIVA: 19,
      IVA: 190,
      ImptoReten: [tax(48, 14, 140)],
      IVANoRet: 50,
      MntTotal: 1049,
    },
  },
  {
    name: 'a commission without its IVA is taken off',
    type: 46,
    parts: {
      lines: [line(1, 10000)],
      rest: {
        Comisiones: { TipoMovim: 'C', Glosa: 'Corretaje', TasaComision: 5, ValComNeto: 500, ValComExe: 0 },
      },
    },
    totals: {
      MntNeto: 10000,
      TasaIVA: 19,
      IVA: 1900,
      Comisiones: { ValComNeto: 500, ValComExe: 0, ValComIVA: 95 },
      MntTotal: 11305,
    },
  },
  {
    name: 'a note annuls a factura de compra that kept the IVA back',
    type: 61,
    parts: {
      lines: [line(1, 100000, { CodImpAdic: 15 })],
      rest: { Referencia: reference(1, { TpoDocRef: 46 }) },
    },
    totals: { MntNeto: 100000, TasaIVA: 19, IVA: 19000, ImptoReten: [tax(15, 19, 19000)], MntTotal: 100000 },
  },
  {
    name: 'nothing is kept back in a sale (code 49)',
    type: 33,
    parts: { lines: [line(1, 1000, { CodImpAdic: 49 })] },
    totals: {
      MntNeto: 1000,
      TasaIVA: 19,
      IVA: 190,
      ImptoReten: [{ TipoImp: 49, MontoImp: 0 }],
      MntTotal: 1190,
    },
  },
  {
    name: 'meat pays five per cent in advance',
    type: 33,
    parts: { lines: [line(2.5, 1001, { CodImpAdic: 18 })] },
    // 2502.5 -> 2503; 475.57; 125.15
    totals: { MntNeto: 2503, TasaIVA: 19, IVA: 476, ImptoReten: [tax(18, 5, 125)], MntTotal: 3104 },
  },
  {
    name: 'slaughter pays on a base of its own',
    type: 33,
    parts: { lines: [line(1, 1000, { CodImpAdic: 17, Retenedor: { IndAgente: 'R', MntBaseFaena: 5000 } })] },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, ImptoReten: [tax(17, 5, 250)], MntTotal: 1440 },
  },
  {
    name: 'the margin of selling on pays IVA',
    type: 33,
    parts: { lines: [line(1, 1000, { CodImpAdic: 14, Retenedor: { IndAgente: 'R', MntMargComer: 200 } })] },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, ImptoReten: [tax(14, 19, 38)], MntTotal: 1228 },
  },
  {
    name: 'flour pays the rate that the draft says',
    type: 33,
    parts: {
      lines: [line(1, 1000, { CodImpAdic: 19 })],
      totales: { ImptoReten: [{ TipoImp: 19, TasaImp: 10 }] },
    },
    totals: { MntNeto: 1000, TasaIVA: 19, IVA: 190, ImptoReten: [tax(19, 10, 100)], MntTotal: 1290 },
  },
  {
    name: 'diesel brings its tax with it',
    type: 33,
    parts: {
      lines: [line(1000, 500, { CodImpAdic: 28 })],
      totales: { ImptoReten: [{ TipoImp: 28, MontoImp: 61234 }] },
    },
    totals: {
      MntNeto: 500000,
      TasaIVA: 19,
      IVA: 95000,
      ImptoReten: [{ TipoImp: 28, MontoImp: 61234 }],
      MntTotal: 656234,
    },
  },
  {
    name: 'spirits, beer and bread share a discount',
    type: 33,
    parts: {
      lines: [line(1, 1000, { CodImpAdic: 24 }), line(1, 2000, { CodImpAdic: 26 }), line(1, 500)],
      rest: { DscRcgGlobal: discount(10) },
    },
    // 900 x 31.5 % = 283.5 -> 284; 1800 x 20.5 % = 369; 3150 x 19 % = 598.5 -> 599
    totals: {
      MntNeto: 3150,
      TasaIVA: 19,
      IVA: 599,
      ImptoReten: [tax(24, 31.5, 284), tax(26, 20.5, 369)],
      MntTotal: 4402,
    },
  },
  {
    name: 'fireworks pay half',
    type: 33,
    parts: { lines: [line(1, 999, { CodImpAdic: 45 })] },
    totals: { MntNeto: 999, TasaIVA: 19, IVA: 190, ImptoReten: [tax(45, 50, 500)], MntTotal: 1689 },
  },
  {
    name: 'a line is given away and another has both adjustments',
    type: 33,
    parts: {
      lines: [
        line(1, 1000, { DescuentoPct: 100 }),
        line(3, 1000, { RecargoPct: 12.5 }),
        line(1, 1000, { DescuentoMonto: 100, RecargoMonto: 50 }),
      ],
    },
    totals: { MntNeto: 4325, TasaIVA: 19, IVA: 822, MntTotal: 5147 },
  },
  {
    name: 'half pesos come from quantity, price and IVA at once',
    type: 33,
    parts: { lines: [line(1.5, 333), line(0.5, 1), line(1, 49)] },
    // 499.5 -> 500; 0.5 -> 1; 550 x 19 % = 104.5 -> 105
    totals: { MntNeto: 550, TasaIVA: 19, IVA: 105, MntTotal: 655 },
  },
  {
    name: 'a third of a thing has six decimals',
    type: 33,
    parts: { lines: [line('0.333333', '3')] },
    totals: { MntNeto: 1, TasaIVA: 19, IVA: 0, MntTotal: 1 },
  },
  {
    name: 'a factura also says its amounts in dollars',
    type: 33,
    parts: {
      lines: [line(1, 100000)],
      encabezado: { OtraMoneda: { TpoMoneda: 'DOLAR USA', TpoCambio: 0.0011 } },
    },
    totals: { MntNeto: 100000, TasaIVA: 19, IVA: 19000, MntTotal: 119000 },
    other: {
      TpoMoneda: 'DOLAR USA',
      TpoCambio: 0.0011,
      MntNetoOtrMnda: 110,
      IVAOtrMnda: 20.9,
      MntTotOtrMnda: 130.9,
    },
  },
  {
    name: 'a boleta for a month says what was owed before',
    type: 39,
    parts: {
      idDoc: { IndServicio: 1, PeriodoDesde: '2026-06-01', PeriodoHasta: '2026-06-30' },
      lines: [line(1, 12345)],
      totales: { SaldoAnterior: 5000 },
    },
    totals: { MntNeto: 10374, IVA: 1971, MntTotal: 12345, SaldoAnterior: 5000, VlrPagar: 17345 },
  },
  {
    name: 'a boleta says MntBruto, which its prices are anyway',
    type: 39,
    parts: { idDoc: { MntBruto: 1 }, lines: [line(1, 1190)] },
    totals: { MntNeto: 1000, IVA: 190, MntTotal: 1190 },
  },
  {
    name: 'a boleta afecta has nothing but exempt lines',
    type: 39,
    parts: { lines: [line(1, 1000, { IndExe: 1 })] },
    totals: { MntNeto: 0, MntExe: 1000, IVA: 0, MntTotal: 1000 },
  },
  {
    name: 'a boleta takes back bottles (IndExe 6)',
    type: 39,
    parts: { lines: [line(1, 10000), line(1, 3000, { IndExe: 6 })] },
    totals: { MntNeto: 8403, IVA: 1597, MntTotal: 10000, MontoNF: -3000, TotalPeriodo: 7000 },
  },
  {
    name: 'net prices of a boleta meet an exempt line',
    type: 39,
    parts: { idDoc: { IndMntNeto: 2 }, lines: [line(1, 1000), line(1, 100, { IndExe: 1 })] },
    totals: { MntNeto: 1000, MntExe: 100, IVA: 190, MntTotal: 1290 },
  },
  {
    name: 'lines of a boleta are discounted and recharged',
    type: 39,
    parts: { lines: [line(3, 990, { DescuentoPct: 15 }), line(1, 500, { RecargoPct: 10 })] },
    // 2970 - 446 (445.5) = 2524; 550; 3074 / 1.19 = 2583.19
    totals: { MntNeto: 2583, IVA: 491, MntTotal: 3074 },
  },
  {
    name: 'a boleta exenta has a price with a half peso',
    type: 41,
    parts: { lines: [line(1, '1500.5')] },
    totals: { MntExe: 1501, MntTotal: 1501 },
  },
  {
    name: 'a note annuls a factura exenta',
    type: 61,
    parts: { lines: [line(1, 1000, { IndExe: 1 })], rest: { Referencia: reference(1, { TpoDocRef: 34 }) } },
    totals: { MntExe: 1000, MntTotal: 1000 },
  },
  {
    name: 'a note corrects a text and says so with zeros',
    type: 61,
    parts: { lines: [{ NmbItem: 'Donde dice Lota', MontoItem: 0 }], rest: { Referencia: reference(2) } },
    totals: { MntNeto: 0, TasaIVA: 19, IVA: 0, MntTotal: 0 },
  },
  {
    name: 'goods are exported in dollars at a rate',
    type: 110,
    parts: {
      idDoc: { FmaPagExp: 1 },
      lines: [line(1.5, '123.4567', { DescuentoPct: 10 }), line(7, '0.3333')],
      totales: DOLLARS,
      encabezado: IN_PESOS,
    },
    // 185.18505 -> 185.1851 (half up at the fourth) - 19 = 166.1851; 2.3331; x 945.37 = 159312.05
    totals: { ...DOLLARS, MntExe: 168.5182, MntTotal: 168.5182 },
    other: { TpoMoneda: 'PESO CL', TpoCambio: 945.37, MntExeOtrMnda: 159312, MntTotOtrMnda: 159312 },
  },
  {
    name: 'an export note adds 2.5 per cent',
    type: 111,
    parts: {
      lines: [line(2, '50.25')],
      totales: DOLLARS,
      encabezado: IN_PESOS,
      rest: {
        DscRcgGlobal: { TpoMov: 'R', TpoValor: '%', ValorDR: 2.5 },
        Referencia: reference(3, { TpoDocRef: 110 }),
      },
    },
    totals: { ...DOLLARS, MntExe: 103.0125, MntTotal: 103.0125 },
    other: { TpoMoneda: 'PESO CL', TpoCambio: 945.37, MntExeOtrMnda: 97385, MntTotOtrMnda: 97385 },
  },
  {
    name: 'an export note takes half a euro off',
    type: 112,
    parts: {
      lines: [line(2, '50.25')],
      totales: { TpoMoneda: 'EURO' },
      encabezado: IN_PESOS,
      rest: {
        DscRcgGlobal: discount(0.5, { TpoValor: '$' }),
        Referencia: reference(3, { TpoDocRef: 110 }),
      },
    },
    totals: { TpoMoneda: 'EURO', MntExe: 100, MntTotal: 100 },
    other: { TpoMoneda: 'PESO CL', TpoCambio: 945.37, MntExeOtrMnda: 94537, MntTotOtrMnda: 94537 },
  },
];

export const REFUSED: readonly RefusedDraft[] = [
  {
    name: 'gross prices go with an additional tax',
    type: 33,
    parts: { idDoc: { MntBruto: 1 }, lines: [line(1, 1190, { CodImpAdic: 27 })] },
    issue: 'Encabezado.IdDoc.MntBruto: bad_code',
  },
  {
    name: 'a note has a line below nothing',
    type: 61,
    parts: {
      lines: [{ NmbItem: 'Ajuste', MontoItem: -100 }, line(1, 1000)],
      rest: { Referencia: reference(3) },
    },
    issue: 'Detalle.0.MontoItem: out_of_range',
  },
  {
    name: 'a line is discounted by more than it is worth',
    type: 33,
    parts: { lines: [line(1, 1000, { DescuentoMonto: 1500 }), line(1, 1000)] },
    issue: 'Detalle.0.MontoItem: out_of_range',
  },
  {
    name: 'a quantity is below nothing',
    type: 33,
    parts: { lines: [line(-1, 1000), line(1, 5000)] },
    issue: 'Detalle.0.QtyItem: out_of_range',
  },
  {
    name: 'the retentions pass the IVA',
    type: 46,
    parts: { lines: [line(1, 1000, { CodImpAdic: [30, 15] })] },
    issue: 'Encabezado.Totales.IVANoRet: negative_total',
  },
  {
    name: 'a tax per unit brings no amount',
    type: 33,
    parts: { lines: [line(1, 1000, { CodImpAdic: 35 })] },
    issue: 'Encabezado.Totales.ImptoReten: required',
  },
  {
    name: 'the draft says another net',
    type: 33,
    parts: { lines: [line(1, 1000)], totales: { MntNeto: 999 } },
    issue: 'Encabezado.Totales.MntNeto: amount_mismatch',
  },
  {
    name: 'a note that corrects a text has an amount',
    type: 61,
    parts: { lines: [line(1, 1000)], rest: { Referencia: reference(2) } },
    issue: 'Detalle.0.MontoItem: amount_mismatch',
  },
  {
    name: 'a line of an export is not billed',
    type: 110,
    parts: { lines: [line(1, 50, { IndExe: 2 })], totales: DOLLARS },
    issue: 'Detalle.0.IndExe: bad_code',
  },
  {
    name: 'the amounts pass what fifteen digits hold',
    type: 33,
    parts: { lines: [line(999_999_999, 999_999_999)] },
    issue: 'Detalle.0.MontoItem: out_of_range',
  },
];
