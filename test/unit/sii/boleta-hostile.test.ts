import { describe, expect, it } from 'vitest';
import { parseSeed, parseToken } from '../../../main/sii/boleta/parse-auth.ts';
import { parseDocument, parseTrack } from '../../../main/sii/boleta/parse-status.ts';
import { parseUpload } from '../../../main/sii/boleta/parse-upload.ts';
import { respuesta } from './support/soap.ts';

const COMPANY = '45000054-K';
const JSON_TYPE = 'application/json';
const unreadable = (what: string) => ({ kind: 'unreadable', what });
const bytes = (value: unknown): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

const upload = (value: unknown) => parseUpload(bytes(value), JSON_TYPE, COMPANY);
const track = (value: unknown) =>
  parseTrack(bytes(value), JSON_TYPE, { company: COMPANY, trackId: '123456789012345' });
const ask = (value: unknown) => parseDocument(bytes(value), JSON_TYPE);

const RECEIVED = {
  rut_emisor: COMPANY,
  rut_envia: '45999999-7',
  trackid: 123_456_789_012_345,
  fecha_recepcion: '05/07/2026 11:00:00',
  estado: 'REC',
  file: 'envio.xml',
};

describe('boleta upload answer', () => {
  it('REC with 15 digits: received, every digit kept', () => {
    expect(upload(RECEIVED)).toEqual({ kind: 'received', trackId: '123456789012345' });
  });

  it('track id as text: taken too', () => {
    expect(upload({ ...RECEIVED, trackid: '000123456789012' })).toMatchObject({ trackId: '000123456789012' });
  });

  it.each([
    ['empty body', '', 'empty'],
    ['white space alone', ' \r\n', 'empty'],
    ['HTML page', '<html><body>Acceso Denegado</body></html>', 'html'],
    ['HTML page with a doctype', '\n<!DOCTYPE html><html></html>', 'html'],
    [
      'SOAP of a dead gateway',
      '<?xml version="1.0"?><e:Envelope xmlns:e="x">Acceso Denegado</e:Envelope>',
      'other',
    ],
    ['plain text', 'NO ESTA AUTENTICADO', 'other'],
    ['JSON cut short', JSON.stringify(RECEIVED).slice(0, -1), 'truncated'],
    ['JSON cut in the track id', '{"estado":"REC","trackid":12345', 'truncated'],
    ['JSON with something after it', `${JSON.stringify(RECEIVED)}{}`, 'other'],
    ['an array', [RECEIVED], 'other'],
    ['null', 'null', 'other'],
    ['a text', '"REC"', 'other'],
    ['NUL bytes (UTF-16)', Buffer.from(JSON.stringify(RECEIVED), 'utf16le'), 'other'],
    ['estado missing', { ...RECEIVED, estado: undefined }, 'no_status'],
    ['estado null', { ...RECEIVED, estado: null }, 'no_status'],
    ['estado empty', { ...RECEIVED, estado: ' ' }, 'no_status'],
    ['estado a number', { ...RECEIVED, estado: 0 }, 'no_status'],
    ['another estado', { ...RECEIVED, estado: 'RSC' }, 'other'],
    ['estado in small letters', { ...RECEIVED, estado: 'rec' }, 'other'],
    ['track id missing', { ...RECEIVED, trackid: undefined }, 'other'],
    ['track id null', { ...RECEIVED, trackid: null }, 'other'],
    ['track id zero', { ...RECEIVED, trackid: 0 }, 'other'],
    ['track id negative', { ...RECEIVED, trackid: -5 }, 'other'],
    ['track id with a fraction', { ...RECEIVED, trackid: 1.5 }, 'other'],
    [
      'track id beyond what a double holds',
      JSON.stringify(RECEIVED).replace('123456789012345', '12345678901234567890'),
      'other',
    ],
    ['track id a word', { ...RECEIVED, trackid: 'abc' }, 'other'],
    ['track id with a path', { ...RECEIVED, trackid: '1/../2' }, 'other'],
    ['answer for another company', { ...RECEIVED, rut_emisor: '76192083-9' }, 'other'],
    ['fields in another case', { ESTADO: 'REC', TRACKID: 1 }, 'no_status'],
    ['fields of a prototype', '{"__proto__":{"estado":"REC","trackid":7}}', 'no_status'],
  ])('%s: unreadable, never taken for received', (_name, body, what) => {
    expect(upload(body)).toEqual(unreadable(what));
  });

  it('larger than any answer: too_large, within 200 ms', () => {
    const from = performance.now();
    expect(upload(`{"x":"${'y'.repeat(4_300_000)}"}`)).toEqual(unreadable('too_large'));
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it('100,000 brackets: refused within 500 ms', () => {
    const from = performance.now();
    expect(upload(`{"a":${'['.repeat(100_000)}`)).toMatchObject({ kind: 'unreadable' });
    expect(upload(`{"estado":"REC","a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)).toMatchObject({
      kind: 'unreadable',
    });
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

describe('boleta status of an envelope', () => {
  const COUNTERS = { tipo: 39, informados: 1, aceptados: 1, rechazados: 0, reparos: 0 };
  const EPR = { trackid: 123_456_789_012_345, estado: 'EPR', estadistica: [COUNTERS] };

  it.each(['REC', 'SOK', 'CRT', 'FOK', 'PRD', 'RSC', 'RCO', 'VOF', 'XYZ', '001', '-11'])(
    'estado %s: handed on as it is',
    (estado) => {
      expect(track({ estado })).toEqual({ kind: 'state', estado, glosa: '', counters: [], details: [] });
    },
  );

  it('lists that are null: none', () => {
    expect(track({ estado: 'SOK', estadistica: null, detalle_rep_rech: null })).toMatchObject({
      counters: [],
      details: [],
    });
  });

  it.each([
    ['empty body', '', 'empty'],
    ['HTML page', '<HTML></HTML>', 'html'],
    ['plain text with 200', 'falta rut_receptor', 'other'],
    ['estado missing', { ...EPR, estado: undefined }, 'no_status'],
    ['another track id', { ...EPR, trackid: 123_456_789_012_346 }, 'other'],
    ['another company', { ...EPR, rut_emisor: '76192083-9' }, 'other'],
    ['a counter missing', { ...EPR, estadistica: [{ ...COUNTERS, rechazados: undefined }] }, 'other'],
    ['a counter null', { ...EPR, estadistica: [{ ...COUNTERS, aceptados: null }] }, 'other'],
    ['a counter negative', { ...EPR, estadistica: [{ ...COUNTERS, rechazados: -1 }] }, 'other'],
    ['a counter as text', { ...EPR, estadistica: [{ ...COUNTERS, aceptados: '1' }] }, 'other'],
    ['counters that are no list', { ...EPR, estadistica: COUNTERS }, 'other'],
    ['a document without a state', { ...EPR, detalle_rep_rech: [{ tipo: 39, folio: 1 }] }, 'other'],
    ['a folio that is a text', { ...EPR, detalle_rep_rech: [{ folio: 'x', estado: 'RCH' }] }, 'other'],
  ])('%s: unreadable', (_name, body, what) => {
    expect(track(body)).toEqual(unreadable(what));
  });

  it('own track id without its zeros: accepted', () => {
    const body = bytes({ ...EPR, trackid: 1014 });
    expect(parseTrack(body, JSON_TYPE, { company: COMPANY, trackId: '000000000001014' })).toMatchObject({
      estado: 'EPR',
    });
  });

  it('odd pieces of a reason: left out, the state stays', () => {
    const error = [
      { seccion: 'HED', linea: 'x', nivel: '3', codigo: '305', descripcion: 7, detalle: null },
      { seccion: null, nivel: 3, codigo: 1 },
    ];
    expect(track({ ...EPR, detalle_rep_rech: [{ folio: 1, estado: 'RCH', error }] })).toMatchObject({
      details: [
        {
          type: null,
          folio: 1,
          estado: 'RCH',
          description: '',
          errors: [
            { code: 'HED-3-305', description: '', detail: '', line: null },
            { code: '3-1', description: '', detail: '', line: null },
          ],
        },
      ],
    });
  });

  it('Latin-1 declared as UTF-8: letters as they were meant', () => {
    const answer = JSON.stringify({
      ...EPR,
      detalle_rep_rech: [{ folio: 1, estado: 'RCH', descripcion: 'Señal' }],
    });
    expect(track(Buffer.from(answer, 'latin1'))).toMatchObject({ details: [{ description: 'Señal' }] });
  });
});

describe('boleta status of a document', () => {
  it('code of letters: handed on with its text', () => {
    expect(ask({ codigo: 'DOK', descripcion: 'Documento Recibido' })).toEqual({
      kind: 'state',
      estado: 'DOK',
      glosa: 'Documento Recibido',
      errCode: null,
    });
  });

  it.each([
    ['"falta rut_receptor" with 200', 'falta rut_receptor', 'other'],
    ['a number, which says nothing for sure', { codigo: 0, descripcion: 'OK' }, 'other'],
    ['no code', { descripcion: 'Documento Recibido' }, 'other'],
    ['a sentence for a code', { codigo: 'DOK es lo que no es' }, 'other'],
    ['empty', '', 'empty'],
    ['HTML', '<!doctype HTML>', 'html'],
  ])('%s: unreadable', (_name, body, what) => {
    expect(ask(body)).toEqual(unreadable(what));
  });
});

describe('boleta login answers', () => {
  it('seed and token: out of RESPUESTA as it is, without SOAP', () => {
    expect(parseSeed(bytes(respuesta('<ESTADO>00</ESTADO>', '<SEMILLA>000123</SEMILLA>')), null)).toEqual({
      kind: 'value',
      value: '000123',
    });
    expect(parseToken(bytes(respuesta('<ESTADO>00</ESTADO>', '<TOKEN>abc</TOKEN>')), null)).toEqual({
      kind: 'value',
      value: 'abc',
    });
  });

  it('ESTADO other than 00: handed on with its text', () => {
    expect(parseToken(bytes(respuesta('<ESTADO>10</ESTADO><GLOSA>ERROR</GLOSA>')), null)).toEqual({
      kind: 'estado',
      estado: '10',
      glosa: 'ERROR',
    });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['HTML', '<html></html>', 'html'],
    ['JSON', '{"token":"abc"}', 'other'],
    ['another root', '<OTHER/>', 'other'],
    ['cut short', respuesta('<ESTADO>00</ESTADO>').slice(0, -5), 'truncated'],
    ['no ESTADO', respuesta('<GLOSA>x</GLOSA>'), 'no_status'],
    ['token that is a header', respuesta('<ESTADO>00</ESTADO>', '<TOKEN>a\r\nX: 1</TOKEN>'), 'other'],
    [
      'external entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${respuesta('<ESTADO>00</ESTADO>')}`,
      'other',
    ],
  ])('%s: no token', (_name, body, what) => {
    expect(parseToken(bytes(body), null)).toEqual(unreadable(what));
  });
});
