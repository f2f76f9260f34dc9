import { describe, expect, it } from 'vitest';
import { parseSeed, parseToken } from '../../../main/sii/factura/parse-auth.ts';
import { parseDocument, parseTrack } from '../../../main/sii/factura/parse-status.ts';
import { parseUpload } from '../../../main/sii/factura/parse-upload.ts';
import { inRawSoap, inSoap, respuesta, soapFaultAnswer } from './support/soap.ts';

const COMPANY = '45000054-K';
const upload = (text: string | Buffer, contentType: string | null = 'text/xml') =>
  parseUpload(Buffer.isBuffer(text) ? text : Buffer.from(text), contentType, COMPANY);
const reception = (inside: string): string => `<?xml version="1.0"?><RECEPCIONDTE>${inside}</RECEPCIONDTE>`;
const unreadable = (what: string) => ({ kind: 'unreadable', what });

describe('upload answer', () => {
  it.each([
    ['empty body', '', 'empty'],
    ['white space alone', ' \r\n ', 'empty'],
    ['HTML page', '<html><body>HA OCURRIDO UN ERROR</body></html>', 'html'],
    ['HTML page with a doctype', '<!DOCTYPE html><html></html>', 'html'],
    ['plain text "Error 500"', 'Error 500', 'other'],
    ['XML cut inside of an element', '<?xml version="1.0"?><RECEPCIONDTE><STATUS>0</STA', 'truncated'],
    ['XML cut after STATUS', '<?xml version="1.0"?><RECEPCIONDTE><STATUS>0</STATUS>', 'truncated'],
    ['another root', '<OTHER><STATUS>0</STATUS><TRACKID>1</TRACKID></OTHER>', 'other'],
    ['tags that do not match', '<RECEPCIONDTE><STATUS>0</TRACKID></RECEPCIONDTE>', 'other'],
    ['STATUS missing', reception('<TRACKID>123</TRACKID>'), 'no_status'],
    ['STATUS empty', reception('<STATUS></STATUS><TRACKID>123</TRACKID>'), 'no_status'],
    ['STATUS a word', reception('<STATUS>OK</STATUS><TRACKID>123</TRACKID>'), 'no_status'],
    ['STATUS twice', reception('<STATUS>0</STATUS><STATUS>5</STATUS><TRACKID>1</TRACKID>'), 'no_status'],
    ['STATUS 0 without a track id', reception('<STATUS>0</STATUS>'), 'other'],
    ['track id a word', reception('<STATUS>0</STATUS><TRACKID>abc</TRACKID>'), 'other'],
    ['track id zero', reception('<STATUS>0</STATUS><TRACKID>0</TRACKID>'), 'other'],
    ['track id negative', reception('<STATUS>0</STATUS><TRACKID>-5</TRACKID>'), 'other'],
    [
      'answer for another company',
      reception('<RUTCOMPANY>76192083-9</RUTCOMPANY><STATUS>0</STATUS><TRACKID>1</TRACKID>'),
      'other',
    ],
    ['undeclared prefix', '<x:RECEPCIONDTE><STATUS>0</STATUS><TRACKID>1</TRACKID></x:RECEPCIONDTE>', 'other'],
    ['unknown entity', reception('<STATUS>0</STATUS><TRACKID>&uno;</TRACKID>'), 'other'],
    [
      'NUL bytes (UTF-16)',
      Buffer.from(reception('<STATUS>0</STATUS><TRACKID>1</TRACKID>'), 'utf16le'),
      'other',
    ],
  ])('%s: unreadable, never taken for received', (_name, body, what) => {
    expect(upload(body)).toEqual(unreadable(what));
  });

  it('negative STATUS: handed on as it is', () => {
    expect(upload(reception('<STATUS> -1 </STATUS>'))).toEqual({ kind: 'status', status: -1, details: [] });
  });

  it('STATUS 7 with a track id: a status, not a reception', () => {
    expect(upload(reception('<STATUS>7</STATUS><TRACKID>9</TRACKID>'))).toMatchObject({
      kind: 'status',
      status: 7,
    });
  });

  it('own RUT with a leading zero: still for us', () => {
    const body = reception(`<RUTCOMPANY>0${COMPANY}</RUTCOMPANY><STATUS>0</STATUS><TRACKID>10</TRACKID>`);
    expect(upload(body)).toEqual({ kind: 'received', trackId: '10' });
  });

  it('foreign prefix, attributes and other order: read by local name', () => {
    const body =
      '<a:RECEPCIONDTE xmlns:a="u" a:v="1"><a:TRACKID>77</a:TRACKID><a:STATUS>0</a:STATUS></a:RECEPCIONDTE>';
    expect(upload(body)).toEqual({ kind: 'received', trackId: '77' });
  });
});

/** A bomb that goes off takes minutes and gigabytes; a loaded machine does not take so long over one that does not. */
const QUICK_MS = 5_000;

describe('hostile XML', () => {
  const started = (work: () => unknown): number => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };

  it('external entity: refused, nothing of the disk in the answer', () => {
    const xxe =
      '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
      '<RECEPCIONDTE><STATUS>7</STATUS><DETAIL><ERROR>&x;</ERROR></DETAIL></RECEPCIONDTE>';
    expect(upload(xxe)).toEqual(unreadable('other'));
  });

  it('external entity in the inner XML: refused', () => {
    const inner = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${respuesta('<ESTADO>&x;</ESTADO>')}`;
    expect(parseTrack(inSoap('getEstUp', inner), null, '1')).toEqual(unreadable('other'));
  });

  it('billion laughs: refused at once', () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    ).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">${entities}]><RECEPCIONDTE>&l9;</RECEPCIONDTE>`;
    expect(started(() => expect(upload(bomb)).toEqual(unreadable('other')))).toBeLessThan(QUICK_MS);
  });

  it('100,000 nested elements: refused, not walked through', () => {
    const deep = `<RECEPCIONDTE>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</RECEPCIONDTE>`;
    expect(started(() => expect(upload(deep)).toEqual(unreadable('other')))).toBeLessThan(QUICK_MS);
  });

  it('larger than an answer can be: too_large, without parsing', () => {
    const large = reception(`<STATUS>0</STATUS><TRACKID>1</TRACKID><x>${'y'.repeat(2_000_000)}</x>`);
    expect(started(() => expect(upload(large)).toEqual(unreadable('too_large')))).toBeLessThan(QUICK_MS);
  });

  it('element names of prototypes: harmless', () => {
    const body = reception('<__proto__><STATUS>0</STATUS></__proto__><constructor/><STATUS>3</STATUS>');
    expect(upload(body)).toMatchObject({ kind: expect.stringMatching(/status|unreadable/) });
    expect(({} as Record<string, unknown>).STATUS).toBeUndefined();
  });

  it('CDATA: its text is text', () => {
    expect(
      parseTrack(inRawSoap('getEstUp', `<![CDATA[${respuesta('<ESTADO>SOK</ESTADO>')}]]>`), null, '1'),
    ).toEqual({
      kind: 'state',
      estado: 'SOK',
      glosa: '',
      counters: [],
    });
  });
});

describe('charsets', () => {
  const glosa = respuesta('<ESTADO>EPR</ESTADO><GLOSA>Envío Ñandú</GLOSA>');

  it('declared UTF-8, sent as Latin-1: read as Latin-1', () => {
    expect(parseTrack(inSoap('getEstUp', glosa, 'latin1'), 'text/xml; charset=utf-8', '1')).toMatchObject({
      glosa: 'Envío Ñandú',
    });
  });

  it('true UTF-8: read as UTF-8', () => {
    expect(parseTrack(inSoap('getEstUp', glosa), 'text/xml; charset=utf-8', '1')).toMatchObject({
      glosa: 'Envío Ñandú',
    });
  });

  it('character references: undone', () => {
    const escaped = respuesta('<ESTADO>EPR</ESTADO><GLOSA>Env&#237;o &#xD1;</GLOSA>');
    expect(parseTrack(inSoap('getEstUp', escaped), null, '1')).toMatchObject({ glosa: 'Envío Ñ' });
  });

  it('byte order mark before the declaration: read', () => {
    expect(
      upload(Buffer.concat([Buffer.from('\ufeff'), Buffer.from(reception('<STATUS>9</STATUS>'))])),
    ).toMatchObject({ status: 9 });
  });
});

describe('status of an envelope', () => {
  const track = (header: string, body = '') =>
    parseTrack(inSoap('getEstUp', respuesta(header, body)), null, '0012345');
  const counters = (type: number, ...n: readonly number[]): string =>
    `<TIPO_DOCTO>${type}</TIPO_DOCTO><INFORMADOS>${n[0]}</INFORMADOS><ACEPTADOS>${n[1]}</ACEPTADOS>` +
    `<RECHAZADOS>${n[2]}</RECHAZADOS><REPAROS>${n[3]}</REPAROS>`;

  it('two types in one run of elements: two groups', () => {
    expect(track('<ESTADO>EPR</ESTADO>', counters(33, 3, 2, 1, 0) + counters(61, 1, 0, 0, 1))).toMatchObject({
      counters: [
        { type: 33, informed: 3, accepted: 2, rejected: 1, objected: 0 },
        { type: 61, informed: 1, accepted: 0, rejected: 0, objected: 1 },
      ],
    });
  });

  it.each([
    ['a counter missing', counters(33, 1, 1, 0, 0).replace(/<RECHAZADOS>.*<\/RECHAZADOS>/, '')],
    ['a counter empty', counters(33, 1, 1, 0, 0).replace('<RECHAZADOS>0<', '<RECHAZADOS><')],
    ['a counter negative', counters(33, 1, 1, -1, 0)],
    ['counters before their type', `<ACEPTADOS>1</ACEPTADOS>${counters(33, 1, 1, 0, 0)}`],
    ['a counter twice', `${counters(33, 1, 1, 0, 0)}<REPAROS>1</REPAROS>`],
  ])('%s: unreadable, counters are not guessed', (_name, body) => {
    expect(track('<ESTADO>EPR</ESTADO>', body)).toEqual(unreadable('other'));
  });

  it('track id of another envelope: unreadable', () => {
    expect(track('<TRACKID>999</TRACKID><ESTADO>EPR</ESTADO>')).toEqual(unreadable('other'));
  });

  it('own track id without its zeros: accepted', () => {
    expect(track('<TRACKID>12345</TRACKID><ESTADO>PDR</ESTADO>')).toMatchObject({ estado: 'PDR' });
  });

  it.each([
    ['ESTADO missing', '<GLOSA>x</GLOSA>'],
    ['ESTADO empty', '<ESTADO/>'],
    ['ESTADO in small letters', '<ESTADO>epr</ESTADO>'],
    ['ESTADO twice', '<ESTADO>EPR</ESTADO><ESTADO>RCT</ESTADO>'],
  ])('%s: no_status', (_name, header) => {
    expect(track(header)).toEqual(unreadable('no_status'));
  });

  it('negative ESTADO: handed on', () => {
    expect(track('<ESTADO>-11</ESTADO><ERR_CODE>1</ERR_CODE>')).toMatchObject({
      kind: 'state',
      estado: '-11',
    });
  });

  it('fault about the token: told apart from other faults', () => {
    expect(parseTrack(soapFaultAnswer('Error de Autenticacion: TOKEN invalido'), null, '1')).toEqual({
      kind: 'token_fault',
    });
    expect(parseTrack(soapFaultAnswer('java.lang.OutOfMemoryError'), null, '1')).toEqual(unreadable('other'));
  });

  it('answer of another operation: unreadable', () => {
    expect(parseDocument(inSoap('getEstUp', respuesta('<ESTADO>DOK</ESTADO>')), null)).toEqual(
      unreadable('other'),
    );
  });

  it('return element with elements instead of text: unreadable', () => {
    expect(parseDocument(inRawSoap('getEstDte', '<RESPUESTA/>'), null)).toEqual(unreadable('other'));
  });

  it('return element cut short: truncated', () => {
    const cut = respuesta('<ESTADO>EPR</ESTADO>').slice(0, -30);
    expect(parseTrack(inSoap('getEstUp', cut), null, '1')).toEqual(unreadable('truncated'));
  });
});

describe('login answers', () => {
  it('ESTADO other than 00: handed on with its text', () => {
    const body = inSoap('getToken', respuesta('<ESTADO>10</ESTADO><GLOSA>ERROR RETORNO DATOS</GLOSA>'));
    expect(parseToken(body, null)).toEqual({ kind: 'estado', estado: '10', glosa: 'ERROR RETORNO DATOS' });
  });

  it('body before header: read all the same', () => {
    const inner =
      '<S:RESPUESTA xmlns:S="u"><S:RESP_BODY><SEMILLA>007</SEMILLA></S:RESP_BODY><S:RESP_HDR><ESTADO>00</ESTADO></S:RESP_HDR></S:RESPUESTA>';
    expect(parseSeed(inSoap('getSeed', inner), null)).toEqual({ kind: 'value', value: '007' });
  });

  it.each([
    ['line break and a header', 'abc\r\nX-Evil: 1'],
    ['semicolon and another cookie', 'abc; admin=1'],
    ['nothing', ''],
    ['longer than any token', 'a'.repeat(201)],
  ])('token with %s: no token', (_name, token) => {
    const body = inSoap('getToken', respuesta('<ESTADO>00</ESTADO>', `<TOKEN>${token}</TOKEN>`));
    expect(parseToken(body, null)).toEqual(unreadable('other'));
  });

  it('seed with letters: no seed', () => {
    const body = inSoap('getSeed', respuesta('<ESTADO>00</ESTADO>', '<SEMILLA>12a</SEMILLA>'));
    expect(parseSeed(body, null)).toEqual(unreadable('other'));
  });
});
