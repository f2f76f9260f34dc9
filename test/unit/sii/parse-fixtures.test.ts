import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseTrack as parseBoletaTrack } from '../../../main/sii/boleta/parse-status.ts';
import { parseSeed, parseToken } from '../../../main/sii/factura/parse-auth.ts';
import { parseDocument, parseTrack } from '../../../main/sii/factura/parse-status.ts';
import { parseUpload } from '../../../main/sii/factura/parse-upload.ts';
import { inSoap } from './support/soap.ts';

/** Answers of the SII that lie outside of the repository, for tests only. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/sii/fixtures/responses');
const read = (name: string): Buffer => readFileSync(resolve(FOLDER, name));

const used = new Set<string>();
const CASES: Readonly<Record<string, (bytes: Buffer) => void>> = {
  'DTEUpload-status0.xml': (bytes) =>
    expect(parseUpload(bytes, 'text/xml', '3-5')).toEqual({ kind: 'received', trackId: '39' }),
  'DTEUpload-status5.xml': (bytes) =>
    expect(parseUpload(bytes, 'text/xml', '3-5')).toEqual({ kind: 'status', status: 5, details: [] }),
  'DTEUpload-status7.xml': (bytes) =>
    expect(parseUpload(bytes, 'text/xml', '88888888-8')).toEqual({
      kind: 'status',
      status: 7,
      details: [
        'LSX-00265: attribute "version" value "3.2" is wrong (must be ".2")',
        'LSX-00213: only 0 occurrences of particle "sequence", minimum is 1',
      ],
    }),
  'DTEUpload-html-error.SYNTHETIC.html': (bytes) =>
    expect(parseUpload(bytes, 'text/html', '3-5')).toEqual({ kind: 'unreadable', what: 'html' }),
  'getSeed-ok.soap.xml': (bytes) =>
    expect(parseSeed(bytes, 'text/xml')).toEqual({ kind: 'value', value: '000000000078' }),
  'getToken-ok.soap.xml': (bytes) =>
    expect(parseToken(bytes, 'text/xml')).toEqual({ kind: 'value', value: 'XAuSbYXiNh9Ik' }),
  'getEstUp-EPR.inner.SYNTHETIC.xml': (bytes) =>
    expect(parseTrack(inSoap('getEstUp', bytes.toString('utf8')), 'text/xml', '1234567890')).toEqual({
      kind: 'state',
      estado: 'EPR',
      glosa: 'Envio Procesado',
      counters: [{ type: 33, informed: 1, accepted: 1, rejected: 0, objected: 0 }],
    }),
  'getEstDte-FAU.inner.SYNTHETIC.xml': (bytes) =>
    expect(parseDocument(inSoap('getEstDte', bytes.toString('utf8')), 'text/xml')).toEqual({
      kind: 'state',
      estado: 'FAU',
      glosa: 'DTE No Recibido',
      errCode: '3',
    }),
  'boleta-envio-status.openapi-example.json': (bytes) =>
    expect(
      parseBoletaTrack(bytes, 'application/json', { company: '45000054-K', trackId: '000000000001014' }),
    ).toEqual({
      kind: 'state',
      estado: 'EPR',
      glosa: '',
      counters: [
        { type: 39, informed: 3, accepted: 2, rejected: 1, objected: 0 },
        { type: 41, informed: 1, accepted: 0, rejected: 0, objected: 1 },
      ],
      details: [
        {
          type: 39,
          folio: 1202,
          estado: 'RCH',
          description: 'Dte Rechazado',
          errors: [
            {
              code: 'CRT-3-11',
              description: 'RUT envia diferente al Upload',
              detail: '[155]LSX-00291 value 0.52 is not declared',
              line: 155,
            },
            {
              code: 'HED-3-100',
              description: 'Valor Detalle Distinto a Precio * Cantidad',
              detail: '[83154495-0] <> [9145888-K]',
              line: 222,
            },
          ],
        },
        {
          type: null,
          folio: 3500,
          estado: 'RPR',
          description: 'Dte Aceptado con reparos',
          errors: [
            {
              code: 'DET-1-200',
              description: 'Valor Detalle Distinto a Precio * Cantidad',
              detail: '[2500 <> 3500]',
              line: 2,
            },
          ],
        },
      ],
    }),
};
describe.skipIf(!existsSync(FOLDER))('parsers, on answers of the SII in ../shared', () => {
  for (const [name, check] of Object.entries(CASES)) {
    it(`${name}: as a typed answer`, () => {
      check(read(name));
      used.add(name);
    });
  }

  it('whole folder: every fixture has its test', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(CASES).sort());
  });

  afterAll(() => {
    console.log(
      `fixtures of ../shared/sii/fixtures/responses used: ${used.size} of ${Object.keys(CASES).length}`,
    );
  });
});
