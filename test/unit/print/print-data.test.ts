import { describe, expect, it } from 'vitest';
import { makePrintData } from '../../../main/print/print-data.ts';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import type { Draft, DraftObject } from '../../../shared/domain/draft.ts';
import { printData } from '../../../shared/print/data.ts';
import { print } from '../../../shared/texts/print.ts';
import { LONG, SAMPLES } from './support/samples.ts';
import { CONTEXT, copyOf, signedFile, sums } from './support/signed.ts';

/** A sample with other parts. */
const changed = (draft: Draft, changes: DraftObject): Draft => ({ ...draft, ...changes });
const withIdDoc = (draft: Draft, changes: DraftObject): Draft => {
  const head = draft['Encabezado'] as DraftObject;
  return {
    ...draft,
    Encabezado: { ...head, IdDoc: { ...(head['IdDoc'] as DraftObject), ...changes } },
  };
};

describe('makePrintData', () => {
  it.each(DOCUMENT_TYPES)('of a signed document of type %i, gives what the page takes', (type) => {
    const data = copyOf(SAMPLES[type]);
    expect(printData.parse(data)).toEqual(data);
    expect(data.box).toEqual({
      rut: 'R.U.T.: 76.192.083-9',
      name: print.boxNames[type],
      folio: 'N° 60',
      office: 'S.I.I. – SANTIAGO CENTRO',
    });
    expect(data.issuer).toEqual({
      name: 'Diseño & Cía. Ltda.',
      giro: 'Diseño y construcción de muebles',
      lines: ['Casa matriz: Av. Ñuñoa 1, Ñuñoa, Santiago'],
    });
    expect(data.facts[0]).toEqual({ label: 'Fecha de emisión', value: '24 de noviembre de 2026' });
    expect(data.legends).toEqual([
      'Timbre Electrónico SII',
      'Res. 80 de 2014',
      'Verifique documento: www.sii.cl',
    ]);
  });

  it.each(DOCUMENT_TYPES)('of type %i, hands on the stamp as it stands in the file', (type) => {
    const file = signedFile(SAMPLES[type]);
    const { ted } = copyOf(SAMPLES[type]);
    expect(file.includes(Buffer.from(ted, 'latin1'))).toBe(true);
    expect(ted).toMatch(/^<TED version="1\.0"><DD><RE>76192083-9<\/RE>.*<\/TED>$/);
  });

  it.each(['<DTE/>', '<DTE><Documento ID="F1T33"/></DTE>', 'nothing'])('of %s, refuses', (text) => {
    expect(() => makePrintData(Buffer.from(text), CONTEXT)).toThrow();
  });
});

describe('the totals', () => {
  it('of a factura with a discount over the whole, start from the sum and give the discount as an amount', () => {
    expect(sums(copyOf(SAMPLES[33]))).toEqual([
      'Subtotal $598.177',
      'Descuento: cliente frecuente (5 %) –$29.114',
      'Monto neto $553.163',
      'Monto exento $15.900',
      'IVA (19 %) $105.101',
      'Monto total $674.164',
    ]);
  });

  it.each([34, 41] as const)('of the exempt type %i, show neither net nor IVA', (type) => {
    const rows = sums(copyOf(SAMPLES[type]));
    expect(rows[0]).toMatch(/^Monto exento \$/);
    expect(rows).toHaveLength(2);
    expect(rows.join()).not.toMatch(/IVA|neto/);
  });

  it('of a boleta, tell net and IVA apart though it has no rate', () => {
    expect(sums(copyOf(SAMPLES[39]))).toEqual([
      'Monto neto $23.216',
      'IVA (19 %) $4.411',
      'Monto total $27.627',
    ]);
  });

  it('of a factura de compra, take the retained IVA away again', () => {
    expect(sums(copyOf(SAMPLES[46]))).toEqual([
      'Monto neto $1.412.925',
      'IVA (19 %) $268.456',
      'Menos: IVA retenido total (19 %) –$268.456',
      'Monto total $1.412.925',
    ]);
  });

  it('of drinks, name the additional tax with its rate and mark the line', () => {
    const data = copyOf(
      changed(SAMPLES[33], {
        Detalle: [{ NmbItem: 'Bebida cola 1,5 L', QtyItem: 10, PrcItem: 1000, CodImpAdic: 27 }],
        DscRcgGlobal: [],
        Referencia: [],
      }),
    );
    expect(sums(data)).toEqual([
      'Monto neto $10.000',
      'IVA (19 %) $1.900',
      'Impuesto bebidas analcohólicas (10 %) $1.000',
      'Monto total $12.900',
    ]);
    expect(data.lines[0]?.marks).toEqual(['Impuesto bebidas analcohólicas']);
  });

  it('of a note that corrects a text, are a total of nothing', () => {
    const note = changed(SAMPLES[61], {
      Detalle: [{ NmbItem: 'Donde dice: Giro A. Debe decir: Giro B' }],
      Referencia: [{ TpoDocRef: 33, FolioRef: '7', FchRef: '2026-11-03', CodRef: 2 }],
    });
    expect(sums(copyOf(note))).toEqual(['Monto total $0']);
  });

  it('of a guía that sells nothing, are a total of nothing', () => {
    const guia = changed(withIdDoc(SAMPLES[52], { IndTraslado: 5 }), {
      Detalle: [{ NmbItem: 'Estantería', QtyItem: 3 }],
    });
    expect(sums(copyOf(guia))).toEqual(['Monto total $0']);
  });

  it.each([110, 111, 112] as const)('of export type %i, are in its currency and in pesos', (type) => {
    expect(sums(copyOf(SAMPLES[type]))).toEqual([
      'Monto exento US$ 14.191,50',
      'Monto total US$ 14.191,50',
      'Total en pesos $13.389.680',
    ]);
  });

  it('with exempt and not billed globals, say over what each is', () => {
    const data = copyOf(
      changed(SAMPLES[33], {
        DscRcgGlobal: [
          { TpoMov: 'R', GlosaDR: 'Recargo despacho', TpoValor: '$', ValorDR: 5000 },
          { TpoMov: 'D', TpoValor: '%', ValorDR: 10, IndExeDR: 1 },
        ],
      }),
    );
    expect(sums(data).slice(0, 3)).toEqual([
      'Subtotal $598.177',
      'Recargo despacho $5.000',
      'Descuento sobre exento (10 %) –$1.590',
    ]);
  });
});

describe('the lines', () => {
  it('of a factura, have separators, discounts as amounts and what is exempt marked', () => {
    const [drill, cement, book] = copyOf(SAMPLES[33]).lines;
    expect(drill).toMatchObject({
      code: 'TAL-0650',
      quantity: '2',
      unit: 'UN',
      price: '42.990',
      discount: '8.598',
      discountRate: '10\u00a0%',
      amount: '77.382',
    });
    expect(cement).toMatchObject({ quantity: '120,5', amount: '504.895', discount: '' });
    expect(book).toMatchObject({ marks: ['Exento'], amount: '15.900' });
  });

  it('of a factura exenta, are not each marked as exempt', () => {
    for (const line of copyOf(SAMPLES[34]).lines) expect(line.marks).toEqual([]);
  });

  it('of an export document, have two decimals at least', () => {
    expect(copyOf(SAMPLES[110]).lines.map(({ price, amount }) => [price, amount])).toEqual([
      ['28,55', '12.847,50'],
      ['4,20', '1.344,00'],
    ]);
  });

  it('as many as a DTE may have, are all there in order', () => {
    const { lines } = copyOf(LONG);
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, i) => String(i + 1)));
  });
});

describe('the parties', () => {
  it('of a factura, are in the order of the manual with the RUT in separators', () => {
    const { receptor } = copyOf(SAMPLES[33]);
    expect(receptor.slice(0, 4).map(({ label }) => label)).toEqual([
      'Señor(es)',
      'R.U.T.',
      'Giro',
      'Dirección',
    ]);
    expect(receptor[1]?.value).toBe('60.803.000-K');
    expect(receptor.map(({ label }) => label)).not.toContain('Ciudad');
  });

  it('of a boleta to nobody in particular, leave the buyer out', () => {
    expect(copyOf(SAMPLES[39]).receptor).toEqual([]);
  });

  it('of an export document, name the country', () => {
    expect(copyOf(SAMPLES[110]).receptor).toContainEqual({ label: 'Nacionalidad', value: 'Hong Kong' });
  });
});

describe('the conditions', () => {
  it('of a guía, name the kind of transfer and the transport', () => {
    const data = copyOf(SAMPLES[52]);
    expect(data.facts).toContainEqual({ label: 'Tipo de traslado', value: 'Operación constituye venta' });
    expect(data.extras[0]?.fields).toContainEqual({
      label: 'Chofer',
      value: 'Evaristo Peñaloza (12.345.678-5)',
    });
  });

  it('of an export of goods, show what the manual demands', () => {
    const fields = copyOf(SAMPLES[110]).extras.flatMap((panel) => panel.fields);
    for (const [label, value] of [
      ['Moneda', 'DOLAR USA'],
      ['Puerto de embarque', 'Valparaíso'],
      ['Puerto de desembarque', 'Hong Kong'],
      ['Total de bultos', '54'],
      ['País receptor', 'Hong Kong'],
      ['Cláusula de venta', 'FOB · US$ 13.250,50'],
    ]) {
      expect(fields).toContainEqual({ label, value });
    }
  });
});

describe('the references', () => {
  const referring = (reference: DraftObject) =>
    copyOf(changed(SAMPLES[33], { Referencia: [reference] })).references;

  it('of known documents, are in words', () => {
    expect(copyOf(SAMPLES[33]).references).toEqual([
      { document: 'Orden de compra', folio: 'OC-2026-0457', date: '03-11-2026', reason: 'Obra Las Palmeras' },
      {
        document: 'Guía de Despacho Electrónica',
        folio: '200',
        date: '10-11-2026',
        reason: 'Entrega parcial',
      },
    ]);
  });

  it.each([
    [{ CodRef: 3, RazonRef: 'Devolución' }, 'Corrige montos: Devolución'],
    [{ CodRef: 3 }, 'Corrige montos'],
    [{ CodRef: 3, RazonRef: 'Corrige montos de la línea 2' }, 'Corrige montos de la línea 2'],
  ])('of a note with %o, give the reason in words', (changes, reason) => {
    const note = { TpoDocRef: 33, FolioRef: '7', FchRef: '2026-11-03', ...changes };
    expect(copyOf(changed(SAMPLES[61], { Referencia: [note] })).references[0]).toEqual({
      document: 'Factura Electrónica',
      folio: '7',
      date: '03-11-2026',
      reason,
    });
  });

  it('of an unknown code, of many at once or of somebody else, still say what they can', () => {
    const base = { FolioRef: '5', FchRef: '2026-11-03' };
    expect(referring({ ...base, TpoDocRef: 'XYZ' })[0]?.document).toBe('Documento XYZ');
    expect(referring({ ...base, TpoDocRef: 52, IndGlobal: 1, FolioRef: '0' })[0]?.folio).toBe(
      'Varios (global)',
    );
    expect(referring({ ...base, TpoDocRef: 50, RUTOtr: '12345678-5' })[0]?.document).toBe(
      'Guía de despacho (emitida por R.U.T. 12.345.678-5)',
    );
  });
});

describe('the cedible copy', () => {
  it.each([33, 34, 46] as const)('of type %i, is marked CEDIBLE and says so in its title', (type) => {
    const data = copyOf(SAMPLES[type], { cedible: true });
    expect(data.cedible).toBe('CEDIBLE');
    expect(data.title).toContain('Cedible');
  });

  it('of a guía that is a sale, goes with its factura', () => {
    expect(copyOf(SAMPLES[52], { cedible: true }).cedible).toBe('CEDIBLE CON SU FACTURA');
  });

  it.each([39, 41, 56, 61, 110, 111, 112] as const)('of type %i, does not exist', (type) => {
    expect(() => copyOf(SAMPLES[type], { cedible: true })).toThrow('not_cedible');
    expect(copyOf(SAMPLES[type]).cedible).toBeNull();
  });

  it('of a guía that moves goods without selling them, does not exist', () => {
    expect(() => copyOf(withIdDoc(SAMPLES[52], { IndTraslado: 5 }), { cedible: true })).toThrow(
      'not_cedible',
    );
  });
});
