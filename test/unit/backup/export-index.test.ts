import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { INDEX_COLUMNS, type IndexRow, indexCsv } from '../../../main/backup/export-index.ts';

const SEED = 20_261_126;

const row: IndexRow = {
  type: 33,
  folio: 123,
  issuedOn: '2026-07-05',
  receptorRut: '60803000-K',
  receptorName: 'Ñandú & Compañía; "Los Olmos"',
  total: 119_000,
  money: null,
  siiState: 'accepted',
  trackId: '1234567890',
  sha256: 'ab'.repeat(32),
  file: 'T33F123.xml',
};

const parse = (csv: Buffer): string[][] =>
  papaparse.parse<string[]>(csv.toString('utf8').replace(/^\ufeff/, ''), {
    delimiter: ';',
    newline: '\r\n',
    skipEmptyLines: true,
  }).data;

/** What a spreadsheet runs: it skips blanks, and some read full-width signs as plain ones. */
const isFormula = (cell: string): boolean => /^[=+\-@|%]/.test(cell.normalize('NFKC').trimStart());

describe('indexCsv', () => {
  it('of one document is what Excel in Chile opens: mark, semicolons, CRLF, Spanish names', () => {
    const csv = indexCsv([row]);
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = csv.toString('utf8').slice(1);
    expect(text.split('\r\n')[0]).toBe(
      'Tipo;Folio;Fecha;RUT receptor;Razón social;Monto total;Estado SII;Track ID;SHA-256;Archivo;Moneda;Monto en pesos',
    );
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(parse(csv)).toEqual([
      [...INDEX_COLUMNS],
      [
        '33',
        '123',
        '2026-07-05',
        '60803000-K',
        'Ñandú & Compañía; "Los Olmos"',
        '119000',
        'Aceptado',
        '1234567890',
        'ab'.repeat(32),
        'T33F123.xml',
        'PESO CL',
        '119000',
      ],
    ]);
  });

  it('without a track id leaves the cell empty', () => {
    expect(parse(indexCsv([{ ...row, trackId: null }]))[1]?.[7]).toBe('');
  });

  it.each([
    '=1+1',
    '+56 2 2345',
    '-Comercial',
    '@SUM(A1)',
    '\t=1+1',
    '\r\n=1+1',
    '  =cmd|calc',
    '\u00a0=1',
    '＝1+1',
    '|x',
  ])('with the name %j gives text, not a formula', (receptorName) => {
    const cell = parse(indexCsv([{ ...row, receptorName }]))[1]?.[4] ?? '';
    expect(cell.startsWith("'")).toBe(true);
  });

  it('with line breaks in a name keeps one line for a document', () => {
    const csv = indexCsv([{ ...row, receptorName: 'Uno\r\nDos\u2028Tres' }]);
    expect(parse(csv)[1]?.[4]).toBe('Uno Dos Tres');
  });
});

describe(`indexCsv (seed ${SEED})`, () => {
  it('with any names and track ids has no formula in any cell, and one line for each document', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc
        .tuple(
          fc.constantFrom('', ' ', '\t', '\r', '\n', '\u00a0', '\ufeff', '\u0001', '\u0085'),
          fc.constantFrom('=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '"', ';', "'"),
          fc.string({ maxLength: 8 }),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ receptorName: texts, trackId: texts, receptorRut: texts }), {
          minLength: 1,
          maxLength: 5,
        }),
        (many) => {
          const lines = parse(indexCsv(many.map((some) => ({ ...row, ...some }))));
          expect(lines).toHaveLength(many.length + 1);
          for (const line of lines) {
            expect(line).toHaveLength(INDEX_COLUMNS.length);
            for (const cell of line) expect(isFormula(cell), JSON.stringify(cell)).toBe(false);
          }
        },
      ),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
