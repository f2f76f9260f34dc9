import { describe, expect, it } from 'vitest';
import { computeTotals, totalsOf } from '../../../main/domain/totals/index.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { draftOf, line, type Parts, reference } from './support/drafts.ts';

const amountOf = (item: DraftObject): number => {
  const computed = computeTotals(draftOf(33, { lines: [item] }));
  return Number(computed?.lines[0]?.amount) / 1_000_000;
};

describe('a line', () => {
  it.each([
    ['when the quantity has decimals, then it is exact', line(2.5, 280000), 700000],
    ['when binary arithmetic would be off, then it is not: 1.005 x 1000', line(1.005, 1000), 1005],
    ['when half a peso is left, then it is rounded up: 0.5 x 5', line(0.5, 5), 3],
    ['when quantity and price have six decimals, then it is rounded once', line('3.333333', '0.150001'), 1],
    ['when 0.1 + 0.2 comes out of a program, then it is 0.3', line(0.1 + 0.2, 10), 3],
    ['when there is no quantity, then it is the price of one', { NmbItem: 'Martillo', PrcItem: 990 }, 990],
    ['when numbers are texts, then they count the same', line('450', '70'), 31500],
    ['when there is only an amount, then that is it', { NmbItem: 'Martillo', MontoItem: 4500 }, 4500],
    [
      'when a discount is in percent, then it is of the whole, rounded',
      line(235, 1926, { DescuentoPct: 4 }),
      434506,
    ],
    ['when a discount is in pesos, then it is taken off', line(1, 104097, { DescuentoMonto: 10000 }), 94097],
    [
      'when a recharge is in percent, then it is of what the discount left',
      line(1, 1000, { DescuentoPct: 10, RecargoPct: 10 }),
      990,
    ],
    ['when a recharge is in pesos, then it is added', line(2, 100, { RecargoMonto: 15 }), 215],
    ['when it is not sold (IndExe 4), then it is worth nothing', line(2, 100, { IndExe: 4 }), 0],
    [
      'when price and amount are false, as programs write nothing, then it is worth nothing',
      line(1, 1, { PrcItem: false }),
      0,
    ],
  ])('%s', (_name, item, expected) => {
    expect(amountOf(item)).toBe(expected);
  });
});

describe('totals', () => {
  const cases: readonly (readonly [string, Parameters<typeof draftOf>[0], Parts, DraftObject])[] = [
    [
      'when IVA is half a peso over, then it is rounded up (1350)',
      33,
      { lines: [line(1, 1350)] },
      { MntNeto: 1350, TasaIVA: 19, IVA: 257, MntTotal: 1607 },
    ],
    [
      'when lines are affected, exempt and not billed, then each counts where it belongs',
      33,
      {
        lines: [
          line(1, 1000),
          line(1, 500, { IndExe: 1 }),
          line(1, 300, { IndExe: 2 }),
          line(1, 100, { IndExe: 6 }),
        ],
      },
      { MntNeto: 1000, MntExe: 500, TasaIVA: 19, IVA: 190, MntTotal: 1690, MontoNF: 200, MontoPeriodo: 1890 },
    ],
    [
      'when there is a deposit for bottles (IndExe 3), then it is added without IVA',
      33,
      { lines: [line(1, 1000), line(10, 100, { IndExe: 3 })] },
      { MntNeto: 1000, TasaIVA: 19, IVA: 190, GrntDep: 1000, MntTotal: 2190 },
    ],
    [
      'when a discount over all is in percent, then it is of the affected lines alone',
      33,
      {
        lines: [line(1, 184607), line(1, 13534, { IndExe: 1 })],
        rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 6 } },
      },
      { MntNeto: 173531, MntExe: 13534, TasaIVA: 19, IVA: 32971, MntTotal: 220036 },
    ],
    [
      'when one discount is of the exempt lines, then it is of those',
      33,
      {
        lines: [line(1, 1000), line(1, 500, { IndExe: 1 })],
        rest: { DscRcgGlobal: [{ TpoMov: 'D', TpoValor: '$', ValorDR: 100, IndExeDR: 1 }] },
      },
      { MntNeto: 1000, MntExe: 400, TasaIVA: 19, IVA: 190, MntTotal: 1590 },
    ],
    [
      'when several follow each other, then each works on what is left',
      33,
      {
        lines: [line(1, 1000)],
        rest: {
          DscRcgGlobal: [
            { TpoMov: 'D', TpoValor: '%', ValorDR: 10 },
            { TpoMov: 'R', TpoValor: '%', ValorDR: 10 },
            { TpoMov: 'R', TpoValor: '$', ValorDR: 10 },
          ],
        },
      },
      { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190 },
    ],
    [
      'when a discount of affected lines stands in a factura exenta, then it changes nothing',
      34,
      {
        lines: [line(5, 25000, { IndExe: 1 })],
        rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 10 } },
      },
      { MntExe: 125000, MntTotal: 125000 },
    ],
    [
      'when lines of a factura exenta do not say that they are exempt, then they are',
      34,
      { lines: [line(1, 1000)] },
      { MntExe: 1000, MntTotal: 1000 },
    ],
    [
      'when prices are gross, then IVA is what is left of the total',
      33,
      { idDoc: { MntBruto: 1 }, lines: [line(1, 86710)] },
      { MntNeto: 72866, TasaIVA: 19, IVA: 13844, MntTotal: 86710 },
    ],
    [
      'when a beverage is taxed, then the tax is added',
      33,
      { lines: [line(1, 1000, { CodImpAdic: 24 })] },
      {
        MntNeto: 1000,
        TasaIVA: 19,
        IVA: 190,
        ImptoReten: [{ TipoImp: 24, TasaImp: 31.5, MontoImp: 315 }],
        MntTotal: 1505,
      },
    ],
    [
      'when several taxes are there, then they stand by code and count by line',
      33,
      {
        lines: [
          line(1, 1000, { CodImpAdic: 271 }),
          line(1, 2000, { CodImpAdic: '27' }),
          line(1, 500, { CodImpAdic: [27, 23] }),
        ],
      },
      {
        MntNeto: 3500,
        TasaIVA: 19,
        IVA: 665,
        ImptoReten: [
          { TipoImp: 23, TasaImp: 15, MontoImp: 75 },
          { TipoImp: 27, TasaImp: 10, MontoImp: 250 },
          { TipoImp: 271, TasaImp: 18, MontoImp: 180 },
        ],
        MntTotal: 4670,
      },
    ],
    [
      'when a discount is over taxed lines, then the tax takes its share of it',
      33,
      {
        lines: [line(1, 1000, { CodImpAdic: 27 }), line(1, 1000)],
        rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 10 } },
      },
      {
        MntNeto: 1800,
        TasaIVA: 19,
        IVA: 342,
        ImptoReten: [{ TipoImp: 27, TasaImp: 10, MontoImp: 90 }],
        MntTotal: 2232,
      },
    ],
    [
      'when a tax is per unit, then its amount comes from the draft',
      33,
      { lines: [line(1, 1000, { CodImpAdic: 28 })], totales: { ImptoReten: { TipoImp: 28, MontoImp: 321 } } },
      { MntNeto: 1000, TasaIVA: 19, IVA: 190, ImptoReten: [{ TipoImp: 28, MontoImp: 321 }], MntTotal: 1511 },
    ],
    [
      'when IVA on meat is anticipated, then it is of the slaughter base',
      33,
      { lines: [line(1, 1000, { CodImpAdic: 17, Retenedor: { IndAgente: 'R', MntBaseFaena: 4000 } })] },
      {
        MntNeto: 1000,
        TasaIVA: 19,
        IVA: 190,
        ImptoReten: [{ TipoImp: 17, TasaImp: 5, MontoImp: 200 }],
        MntTotal: 1390,
      },
    ],
    [
      'when a buyer keeps all the IVA, then the total is the net',
      46,
      { lines: [line(1, 123973, { CodImpAdic: 15 })] },
      {
        MntNeto: 123973,
        TasaIVA: 19,
        IVA: 23555,
        ImptoReten: [{ TipoImp: 15, TasaImp: 19, MontoImp: 23555 }],
        MntTotal: 123973,
      },
    ],
    [
      'when a buyer keeps part of the IVA, then the rest is IVANoRet',
      46,
      { lines: [line(2, 5000, { CodImpAdic: 34 })] },
      {
        MntNeto: 10000,
        TasaIVA: 19,
        IVA: 1900,
        ImptoReten: [{ TipoImp: 34, TasaImp: 4, MontoImp: 400 }],
        IVANoRet: 1500,
        MntTotal: 11500,
      },
    ],
    [
      'when a buyer keeps all the IVA of a discounted purchase, then the total is still the net',
      46,
      {
        lines: [line(1, 100000, { CodImpAdic: 15 })],
        rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 10 } },
      },
      {
        MntNeto: 90000,
        TasaIVA: 19,
        IVA: 17100,
        ImptoReten: [{ TipoImp: 15, TasaImp: 19, MontoImp: 17100 }],
        MntTotal: 90000,
      },
    ],
    [
      'when a purchase is exempt and its only line stands alone, then there is no IVA',
      46,
      { rest: { Detalle: line(1, 45000, { IndExe: 1 }) } },
      { MntExe: 45000, MntTotal: 45000 },
    ],
    [
      'when a purchase pays a commission, then that is taken off',
      46,
      {
        lines: [line(1, 10000)],
        rest: { Comisiones: [{ TipoMovim: 'C', Glosa: 'Venta', ValComNeto: 1000, ValComExe: 100 }] },
      },
      {
        MntNeto: 10000,
        TasaIVA: 19,
        IVA: 1900,
        Comisiones: { ValComNeto: 1000, ValComExe: 100, ValComIVA: 190 },
        MntTotal: 10610,
      },
    ],
    [
      'when a builder has a credit, then it is taken off',
      33,
      { lines: [line(1, 1000)], totales: { CredEC: 124 } },
      { MntNeto: 1000, TasaIVA: 19, IVA: 190, CredEC: 124, MntTotal: 1066 },
    ],
    [
      'when something was owed before, then it is in what has to be paid',
      33,
      { lines: [line(1, 1000)], totales: { SaldoAnterior: 500 } },
      { MntNeto: 1000, TasaIVA: 19, IVA: 190, MntTotal: 1190, SaldoAnterior: 500, VlrPagar: 1690 },
    ],
    [
      'when goods move without a price, then the guía is of 0',
      52,
      { lines: [{ NmbItem: 'Impresora', QtyItem: 1 }] },
      { MntTotal: 0 },
    ],
    [
      'when a boleta has a discount over all, then it is of the gross amount',
      39,
      { lines: [line(1, 1190)], rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '%', ValorDR: 10 } } },
      { MntNeto: 900, IVA: 171, MntTotal: 1071 },
    ],
    [
      'when a boleta has several lines, then net and IVA add up to what was paid',
      39,
      { lines: [line(2, 1000), line(1, 1500), line(3, 500)] },
      { MntNeto: 4202, IVA: 798, MntTotal: 5000 },
    ],
    [
      'when prices of a boleta are net (IndMntNeto 2), then IVA is added',
      39,
      { idDoc: { IndMntNeto: 2 }, lines: [line(1, 1190)] },
      { MntNeto: 1190, IVA: 226, MntTotal: 1416 },
    ],
    [
      'when a boleta has exempt and not billed lines, then they are apart',
      39,
      { lines: [line(1, 1190), line(1, 500, { IndExe: 1 }), line(1, 100, { IndExe: 2 })] },
      { MntNeto: 1000, MntExe: 500, IVA: 190, MntTotal: 1690, MontoNF: 100, TotalPeriodo: 1790 },
    ],
    [
      'when a boleta exenta has a discount of exempt lines, then it counts',
      41,
      {
        lines: [line(1, 1000, { IndExe: 1 })],
        rest: { DscRcgGlobal: { IndExeDR: 1, TpoMov: 'D', TpoValor: '%', ValorDR: 10 } },
      },
      { MntExe: 900, MntTotal: 900 },
    ],
    [
      'when a note corrects a text, then it is of 0',
      61,
      { lines: [{ NmbItem: 'Giro', QtyItem: 1, PrcItem: false }], rest: { Referencia: [reference(2)] } },
      { MntNeto: 0, TasaIVA: 19, IVA: 0, MntTotal: 0 },
    ],
    [
      'when a note corrects a text of an exempt document, then it has no IVA',
      56,
      { lines: [{ NmbItem: 'Giro', IndExe: 1 }], rest: { Referencia: reference(2) } },
      { MntExe: 0, MntTotal: 0 },
    ],
    [
      'when an export is in another currency, then it keeps four decimals',
      110,
      { lines: [line(3, '0.33335', { IndExe: 1 })], totales: { TpoMoneda: 'DOLAR USA' } },
      { TpoMoneda: 'DOLAR USA', MntExe: 1.0001, MntTotal: 1.0001 },
    ],
    [
      'when an export is in pesos, then it is rounded to pesos',
      110,
      { lines: [line(3, '0.5', { IndExe: 1 })], totales: { TpoMoneda: 'PESO CL' } },
      { TpoMoneda: 'PESO CL', MntExe: 2, MntTotal: 2 },
    ],
    [
      'when export goods are samples (FmaPagExp 21), then the total is 0',
      110,
      { idDoc: { FmaPagExp: 21 }, lines: [line(1, 50)], totales: { TpoMoneda: 'EURO' } },
      { TpoMoneda: 'EURO', MntExe: 50, MntTotal: 0 },
    ],
    [
      'when an export note corrects a text, then it is of 0',
      112,
      {
        lines: [{ NmbItem: 'Dirección', IndExe: 1 }],
        totales: { TpoMoneda: 'DOLAR USA' },
        rest: { Referencia: [reference(2, { TpoDocRef: 110 })] },
      },
      { TpoMoneda: 'DOLAR USA', MntExe: 0, MntTotal: 0 },
    ],
  ];

  it.each(cases)('%s', (_name, type, parts, expected) => {
    const totals = totalsOf(draftOf(type, parts));
    expect(totals).toEqual(expected);
    expect(Object.keys(totals)).toEqual(Object.keys(expected));
  });

  it('when the discount is more than the lines, then the totals say which are negative', () => {
    const computed = computeTotals(
      draftOf(33, {
        lines: [line(1, 100)],
        rest: { DscRcgGlobal: { TpoMov: 'D', TpoValor: '$', ValorDR: 500 } },
      }),
    );
    expect(computed?.negative).toEqual(['MntNeto', 'MntTotal']);
  });

  it('when the type is not known, then there are no totals', () => {
    expect(totalsOf({})).toEqual({});
    expect(computeTotals({ Encabezado: { IdDoc: { TipoDTE: 99 } } })).toBeNull();
  });
});
