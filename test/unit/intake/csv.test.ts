import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preview } from '../../../main/domain/draft/index.ts';
import type { EmisorData } from '../../../main/domain/draft/types.ts';
import { COLUMNS, columnOf } from '../../../main/intake/csv/columns.ts';
import { draftsOf } from '../../../main/intake/csv/drafts.ts';
import { examineCsv } from '../../../main/intake/csv/examine.ts';
import { EXAMPLE_NAME, exampleBytes } from '../../../main/intake/csv/example.ts';
import { decimalMarks, readNumber } from '../../../main/intake/csv/numbers.ts';
import { readSheet } from '../../../main/intake/csv/sheet.ts';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { AppError } from '../../../shared/domain/errors.ts';
import { CSV_COLUMNS } from '../../../shared/domain/intake.ts';

const SEED = 20_261_124;

const emisor: EmisorData = {
  rut: '76192083-9',
  name: 'Comercial Ñuñoa SpA',
  giro: 'Venta al por menor',
  acteco: [471_990],
  address: 'Irarrázaval 100',
  comuna: 'Ñuñoa',
};
const context = { today: '2026-11-24', emisor, preview, breathe: () => Promise.resolve() };
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const examine = (text: string | Buffer) => examineCsv(typeof text === 'string' ? utf8(text) : text, context);
const first = async (text: string) => {
  const [document] = (await examine(text)).documents;
  if (!document) throw new Error('no document');
  return document;
};
const code = (work: () => unknown): string => {
  try {
    work();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AppError ? error.value.code : String(error);
  }
};

describe('the file', () => {
  test.each([
    ['UTF-8', utf8('item;precio\nÑandú;1'), 'utf-8', ';'],
    ['UTF-8 with mark', utf8('\uFEFFitem,precio\nÑandú,1'), 'utf-8', ','],
    ['Latin-1', Buffer.from('item;precio\nÑandú;1', 'latin1'), 'windows-1252', ';'],
    ['UTF-16', Buffer.from('\uFEFFitem\tprecio\nÑandú\t1', 'utf16le'), 'utf-16', '\t'],
    ['Excel that says its separator', utf8('sep=,\nitem,precio\nÑandú,1'), 'utf-8', ','],
    ['commas inside of names', utf8('"item, con coma";item;precio;x\n;Ñandú;1,5;'), 'utf-8', ';'],
  ] as const)('%s / read / text, character set and separator', (_name, bytes, encoding, delimiter) => {
    const sheet = readSheet(bytes);
    expect(sheet).toMatchObject({ encoding, delimiter });
    expect([...(sheet.rows[0]?.cells.values() ?? [])]).toContain('Ñandú');
  });

  test.each([
    ['nothing', '', 'csv_unreadable'],
    ['a heading alone', 'item;precio\n', 'csv_unreadable'],
    ['binary', 'item;precio\n\0;1', 'csv_unreadable'],
    ['a quote never closed', 'item;precio\n"Pan;1\nMasa;2', 'csv_unreadable'],
    ['no price', 'item;cantidad\nPan;1', 'csv_columns_missing'],
  ] as const)('%s / read / refused with its code', (_name, text, expected) => {
    expect(code(() => readSheet(utf8(text)))).toBe(expected);
  });

  test('more than 20 MB, more than 10,000 documents / refused', () => {
    expect(code(() => readSheet(Buffer.alloc(20_000_001, 'a')))).toBe('csv_too_large');
    const many = `item;precio\n${'a;1\n'.repeat(10_001)}`;
    expect(code(() => draftsOf(readSheet(utf8(many))))).toBe('csv_too_many');
  });

  test('headings by any of their names / known; every column has its own', () => {
    for (const heading of ['Razón Social', 'RAZON_SOCIAL', ' razón-social ', 'Nombre cliente'])
      expect(columnOf(heading)?.name, heading).toBe('razon_social');
    expect(COLUMNS.map(({ name }) => name)).toEqual(CSV_COLUMNS);
    const headings = COLUMNS.flatMap(({ name, aliases }) => [name, ...aliases]);
    for (const column of COLUMNS)
      for (const heading of [column.name, ...column.aliases]) expect(columnOf(heading)).toBe(column);
    expect(new Set(headings).size).toBe(headings.length);
  });

  test(`any bytes / read and judged / an answer or a code, never a crash (seed ${SEED})`, async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '=1+1',
        '1.234',
        '"',
        '-',
        '1,5',
        '@x',
        'sí',
        '33',
        '999999999999999999999',
        '__proto__',
      ),
    );
    const heading = fc.constantFrom(...CSV_COLUMNS, 'constructor', '');
    const table = fc
      .tuple(
        fc.array(heading, { maxLength: 8 }),
        fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 }),
        fc.constantFrom(';', ','),
      )
      .map(([headings, rows, mark]) =>
        utf8([['item', 'precio', ...headings], ...rows].map((row) => row.join(mark)).join('\n')),
      );
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), table);
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        try {
          const { documents } = await examineCsv(content, context);
          for (const { issues, total, type } of documents)
            if (issues.length === 0) expect([typeof total, typeof type]).toEqual(['number', 'number']);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { seed: SEED, numRuns: 1_500 },
    );
  });
});

describe('numbers', () => {
  const none = { comma: false, point: false };
  test.each([
    ['1234', '1234'],
    ['1234,5', '1234.5'],
    ['1234.5', '1234.5'],
    ['1.234,50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1.234.567', '1234567'],
    ['$ 1.990', '1990'],
    ['0,750', '0.750'],
    [',5', '0.5'],
    ['-10', '-10'],
    ['10%', '10'],
  ])('%s / read as a price / %s', (text, value) => {
    expect(readNumber(text, none, true)).toEqual({ ok: true, value });
  });

  test.each(['', 'dos', '1.2.3', '1,23,4', '=1+1', '1e5', '0x10', '1.', '--1', 'Infinity'])(
    '%j / read / no number',
    (text) => {
      expect(readNumber(text, none, true)).toEqual({ ok: false, code: 'not_a_number' });
    },
  );

  test('1.250 of something / ambiguous, unless the file tells', () => {
    expect(readNumber('1.250', none, false)).toEqual({ ok: false, code: 'ambiguous_number' });
    expect(readNumber('1,250', none, true)).toEqual({ ok: false, code: 'ambiguous_number' });
    const withComma = decimalMarks(['3', '2,5']);
    expect(readNumber('1.250', withComma, false)).toEqual({ ok: true, value: '1250' });
    expect(readNumber('1,250', withComma, false)).toEqual({ ok: true, value: '1.250' });
    const withPoint = decimalMarks(['2.5']);
    expect(readNumber('1.250', withPoint, true)).toEqual({ ok: true, value: '1.250' });
    const both = decimalMarks(['2.5', '2,5']);
    expect(readNumber('1.250', both, true)).toEqual({ ok: false, code: 'ambiguous_number' });
  });

  test(`any amount, written with comma or point / read back as itself (seed ${SEED})`, () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(amount, fc.boolean(), ([whole, cents], comma) => {
        const fraction = String(cents).padStart(2, '0');
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, comma ? '.' : ',');
        const text = `${grouped}${comma ? ',' : '.'}${fraction}`;
        expect(readNumber(text, decimalMarks([text]), false)).toEqual({
          ok: true,
          value: `${whole}.${fraction}`,
        });
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe('documents', () => {
  test('item and price alone / boletas', async () => {
    const { documents } = await examine('item;precio\nPan;1.190\nQueso;2.000');
    expect(documents.map(({ type, total, issues }) => [type, total, issues])).toEqual([
      [39, 1190, []],
      [39, 2000, []],
    ]);
  });

  test('rows with one number / one document, wherever they stand', async () => {
    const { documents } = await examine('documento;item;precio\n7;Pan;100\n8;Té;50\n7;Queso;200');
    expect(documents.map(({ label, items, total }) => [label, items, total])).toEqual([
      ['7', 2, 300],
      ['8', 1, 50],
    ]);
  });

  test('a factura with all columns / as the form would have it', async () => {
    const document = await first(
      [
        'tipo;fecha;forma_pago;rut;razon_social;giro;direccion;comuna;correo;item;cantidad;precio;descuento;exento;ref_tipo;ref_folio;ref_fecha',
        'Factura;24/11/2026;Crédito;60.803.000-k;SII;Gobierno;Teatinos 120;Santiago;a@b.cl;Silla;2,5;1.000;10;no;orden de compra;12;2026-11-02',
      ].join('\n'),
    );
    expect(document.issues).toEqual([]);
    expect(document).toMatchObject({ type: 33, total: 2678 });
    expect(document.draft).toMatchObject({
      Encabezado: { IdDoc: { TipoDTE: '33', FchEmis: '2026-11-24', FmaPago: '2' } },
      Detalle: [{ NmbItem: 'Silla', QtyItem: '2.5', PrcItem: '1000', DescuentoPct: '10' }],
      Referencia: [{ TpoDocRef: '801', FolioRef: '12', FchRef: '2026-11-02' }],
    });
  });

  test('mistakes / told by row and column', async () => {
    const { documents } = await examine(
      [
        'documento;tipo;rut;razon_social;giro;direccion;comuna;item;cantidad;precio;exento',
        '1;factura;76192083-8;Uno;g;d;c;Silla;1;1000;',
        '1;factura;76192083-8;Dos;g;d;c;;1;1000;quizás',
        '2;boleta;;;;;;Pan;1.250;100;',
        '3;boleta;;;;;;Pan;1;100;;sobra',
        '4;silla;;;;;;Pan;1;100;',
        '5;boleta;;;;;;Pan;1;;',
      ].join('\n'),
    );
    const told = documents.map(({ issues }) =>
      issues.map(({ line, column, code: issue }) => `${line} ${column} ${issue}`),
    );
    expect(told).toEqual([
      ['3 razon_social conflict', '3 exento bad_yes_no', '2 rut bad_rut', '3 item required'],
      ['4 cantidad ambiguous_number'],
      ['5 null too_many_cells'],
      ['6 tipo unknown_type'],
      ['7 precio required'],
    ]);
  });

  test('cells that look like formulas / are text', async () => {
    const document = await first('item;precio\n"=HYPERLINK(""http://x"")";100');
    expect(document).toMatchObject({ item: '=HYPERLINK("http://x")', total: 100, issues: [] });
  });
});

describe('the example', () => {
  test('is the file of the documentation, and has no mistakes', async () => {
    expect(readFileSync(join(ROOT, 'docs', EXAMPLE_NAME)).equals(exampleBytes())).toBe(true);
    const { documents, sheet } = await examine(exampleBytes());
    expect(sheet.unknown).toEqual([]);
    expect(documents.map(({ type, issues }) => [type, issues])).toEqual([
      [39, []],
      [39, []],
      [33, []],
      [41, []],
    ]);
  });

  test('every column is explained in docs/csv.md', () => {
    const text = readFileSync(join(ROOT, 'docs/csv.md'), 'utf8');
    for (const name of CSV_COLUMNS) expect(text, name).toContain(`| \`${name}\` |`);
  });
});
