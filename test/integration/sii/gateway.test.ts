import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import type { SigningCertificate } from '../../../main/dte/types.ts';
import { type ClosableSiiGateway, createSiiGateway, type SiiLogEntry } from '../../../main/sii/client.ts';
import type { SiiEndpoints } from '../../../main/sii/types.ts';
import { inSoap, respuesta, soapFaultAnswer } from '../../unit/sii/support/soap.ts';
import { fakeClock } from './support/world.ts';

const COMPANY = '45000054-K';
const MINUTE = 60_000;

interface Seen {
  readonly path: string;
  readonly raw: readonly string[];
  readonly body: Buffer;
}
type Script = (seen: Seen, nth: number) => { readonly status?: number; readonly body: Buffer | string };

/** Answers in place of the SII, as each test wants it, and remembers what came over the wire. */
const scripted = async (script: Script) => {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', raw: request.rawHeaders, body: Buffer.concat(chunks) };
      seen.push(one);
      const nth = seen.filter((each) => each.path === one.path).length;
      const answer = one.path.endsWith('CrSeed.jws')
        ? { body: inSoap('getSeed', respuesta('<ESTADO>00</ESTADO>', '<SEMILLA>000123</SEMILLA>')) }
        : one.path.endsWith('GetTokenFromSeed.jws')
          ? { body: inSoap('getToken', respuesta('<ESTADO>00</ESTADO>', `<TOKEN>tok${nth}</TOKEN>`)) }
          : script(one, nth);
      response
        .writeHead(('status' in answer && answer.status) || 200, { 'Content-Type': 'text/xml' })
        .end(answer.body);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints: SiiEndpoints = { factura: base, boletaApi: base, boletaUpload: base };
  return {
    endpoints,
    seen,
    count: (path: string) => seen.filter((each) => each.path.includes(path)).length,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

describe('gateway', () => {
  let certificate: SigningCertificate;
  let other: SigningCertificate;
  const closers: (() => unknown)[] = [];

  beforeAll(() => {
    const now = Date.UTC(2026, 6, 5);
    certificate = makeThrowawayCertificate({ rut: '45999999-7', name: 'Una', now }).certificate;
    other = makeThrowawayCertificate({ rut: '45999998-9', name: 'Otra', now }).certificate;
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  const setUp = async (script: Script) => {
    const clock = fakeClock();
    const sii = await scripted(script);
    const log: SiiLogEntry[] = [];
    const gateway: ClosableSiiGateway = createSiiGateway({
      endpoints: sii.endpoints,
      clock,
      timeouts: { total: 3_000 },
      log: (entry) => log.push(entry),
    });
    closers.push(() => gateway.close(), sii.close);
    const upload = (by = certificate, envelope = Buffer.from('<x>\u00f1</x>', 'latin1')) =>
      gateway.upload({
        channel: 'factura',
        company: COMPANY,
        envelope,
        fileName: 'envio.xml',
        certificate: by,
      });
    const track = (signal?: AbortSignal) =>
      gateway.statusByTrackId(
        { channel: 'factura', company: COMPANY, trackId: '0000000042', certificate },
        signal,
      );
    return { clock, sii, gateway, upload, track, log };
  };
  const reception = (inside: string): string => `<RECEPCIONDTE>${inside}</RECEPCIONDTE>`;
  const received = { body: reception('<STATUS>0</STATUS><TRACKID>77</TRACKID>') };
  const inProcess = { body: inSoap('getEstUp', respuesta('<ESTADO>SOK</ESTADO>')) };

  it('upload: headers and body as the SII wants them, byte by byte', async () => {
    const { sii, upload } = await setUp(() => received);
    await upload();
    const seen = sii.seen.at(-1);
    const headers = new Map<string, string>();
    for (let i = 0; i < (seen?.raw.length ?? 0); i += 2) {
      const name = (seen?.raw[i] ?? '').toLowerCase();
      expect(headers.has(name)).toBe(false);
      headers.set(name, seen?.raw[i + 1] ?? '');
    }
    const boundary = /^multipart\/form-data; boundary=(-{27}[0-9a-f]{24})$/.exec(
      headers.get('content-type') ?? '',
    )?.[1];
    expect(headers.get('user-agent')).toContain('PROG 1.0');
    expect(headers.get('cookie')).toBe('TOKEN=tok1');
    expect(headers.get('content-length')).toBe(String(seen?.body.length));
    expect(headers.get('connection')).toBe('keep-alive');
    expect(headers.has('transfer-encoding')).toBe(false);
    expect(seen?.body.toString('latin1')).toBe(
      [
        `--${boundary}\r\nContent-Disposition: form-data; name="rutSender"\r\n\r\n45999999\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="dvSender"\r\n\r\n7\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="rutCompany"\r\n\r\n45000054\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="dvCompany"\r\n\r\nK\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="archivo"; filename="envio.xml"\r\n`,
        `Content-Type: text/xml\r\n\r\n<x>\u00f1</x>\r\n--${boundary}--\r\n`,
      ].join(''),
    );
  });

  it('what went out: told in words with the hash of the envelope, without what opens a session', async () => {
    const { sii, upload, track } = await setUp(({ path }) =>
      path.includes('QueryEstUp') ? inProcess : received,
    );
    const envelope = Buffer.from('<x>\u00f1</x>', 'latin1');
    const { exchange } = await upload(certificate, envelope);
    const hash = createHash('sha256').update(envelope).digest('hex');
    expect(exchange.request).toBe(
      [
        `POST ${sii.endpoints.factura}/cgi_dte/UPL/DTEUpload`,
        'rutSender=45999999-7',
        'rutCompany=45000054-K',
        `archivo=envio.xml (${envelope.length} bytes, sha256 ${hash})`,
      ].join('\n'),
    );
    const asked = await track();
    expect(asked.exchange.request).toBe(
      [
        `POST ${sii.endpoints.factura}/DTEWS/QueryEstUp.jws`,
        'getEstUp',
        'RutCompania=45000054',
        'DvCompania=K',
        'TrackId=0000000042',
      ].join('\n'),
    );
  });

  it('query: parameters in the order of the WSDL', async () => {
    const { sii, gateway } = await setUp(() => ({
      body: inSoap('getEstDte', respuesta('<ESTADO>DOK</ESTADO>')),
    }));
    await gateway.statusByDocument({
      company: COMPANY,
      receptor: '76192083-9',
      type: 33,
      folio: 12,
      issuedOn: '2026-07-05',
      total: 11_900,
      certificate,
    });
    const values = [
      ...(sii.seen.at(-1)?.body.toString() ?? '').matchAll(/<(\w+) xsi:type="xsd:string">([^<]*)</g),
    ].map(([, name, value]) => `${name}=${value}`);
    expect(values).toEqual([
      'RutConsultante=45999999',
      'DvConsultante=7',
      'RutCompania=45000054',
      'DvCompania=K',
      'RutReceptor=76192083',
      'DvReceptor=9',
      'TipoDte=33',
      'FolioDte=12',
      'FechaEmisionDte=05072026',
      'MontoDte=11900',
      'Token=tok1',
    ]);
  });

  it('twenty calls at once: one login', async () => {
    const { sii, track } = await setUp(() => inProcess);
    await Promise.all(Array.from({ length: 20 }, () => track()));
    expect([sii.count('CrSeed'), sii.count('GetToken'), sii.count('QueryEstUp')]).toEqual([1, 1, 20]);
  });

  it('token: kept for 50 minutes, not longer, and not over a clock set back', async () => {
    const { clock, sii, track } = await setUp(() => inProcess);
    await track();
    clock.advance(50 * MINUTE - 1);
    await track();
    expect(sii.count('GetToken')).toBe(1);
    clock.advance(1);
    await track();
    expect(sii.count('GetToken')).toBe(2);
    clock.advance(-2 * MINUTE);
    await track();
    expect(sii.count('GetToken')).toBe(3);
  });

  it('another certificate: a token of its own', async () => {
    const { sii, upload } = await setUp(() => received);
    await upload(certificate);
    await upload(other);
    await upload(certificate);
    expect(sii.count('GetToken')).toBe(2);
  });

  it('twenty calls whose token has just died: one new login for all', async () => {
    const { sii, track } = await setUp(({ body }) =>
      body.includes('tok1') ? { body: inSoap('getEstUp', respuesta('<ESTADO>001</ESTADO>')) } : inProcess,
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => track()));
    expect(answers.every(({ answer }) => answer.kind === 'state' && answer.estado === 'SOK')).toBe(true);
    expect(sii.count('GetToken')).toBe(2);
  });

  it('SOAP fault about the token, with 500: renewed once', async () => {
    const { sii, track } = await setUp(({ body }) =>
      body.includes('tok1')
        ? { status: 500, body: soapFaultAnswer('Error de Autenticacion: TOKEN invalido') }
        : inProcess,
    );
    expect((await track()).answer).toMatchObject({ estado: 'SOK' });
    expect(sii.count('GetToken')).toBe(2);
  });

  it('SOAP fault about the token, for ever: 500 after one renewal', async () => {
    const { sii, track } = await setUp(() => ({ status: 500, body: soapFaultAnswer('TOKEN invalido') }));
    expect((await track()).answer).toEqual({ kind: 'http', httpStatus: 500, retryAfterMs: null });
    expect(sii.count('GetToken')).toBe(2);
  });

  it('other SOAP fault: 500, no renewal', async () => {
    const { sii, track } = await setUp(() => ({ status: 500, body: soapFaultAnswer('NullPointer') }));
    expect((await track()).answer).toMatchObject({ kind: 'http', httpStatus: 500 });
    expect(sii.count('GetToken')).toBe(1);
  });

  it('STATUS 0 with 500: not received', async () => {
    const { upload } = await setUp(() => ({ status: 500, body: received.body }));
    expect((await upload()).answer).toEqual({ kind: 'http', httpStatus: 500, retryAfterMs: null });
  });

  it('answer that repeats the token: hidden in what is kept and logged', async () => {
    const { upload, log } = await setUp(() => ({ body: '<html>cookie TOKEN=tok1</html>' }));
    const { exchange } = await upload();
    expect(exchange.raw?.toString()).toBe('<html>cookie TOKEN=***</html>');
    expect(JSON.stringify(log)).not.toContain('tok1');
    expect(log).toMatchObject([{ operation: 'upload', outcome: 'unreadable html', httpStatus: 200 }]);
  });

  it('caller that gives up during the login: answered at once, the others go on', async () => {
    const { track } = await setUp(() => inProcess);
    const controller = new AbortController();
    const given = track(controller.signal);
    const patient = track();
    controller.abort();
    expect((await given).answer).toEqual({
      kind: 'transport',
      began: false,
      cause: 'timeout',
      detail: 'aborted',
    });
    expect((await patient).answer).toMatchObject({ estado: 'SOK' });
  });

  it('change of environment: the next call goes there, with a token of its own', async () => {
    const one = await setUp(() => inProcess);
    const two = await setUp(() => inProcess);
    let here = one.sii.endpoints;
    const gateway = createSiiGateway({ endpoints: () => here, clock: fakeClock() });
    closers.push(() => gateway.close());
    const query = { channel: 'factura', company: COMPANY, trackId: '42', certificate } as const;
    await gateway.statusByTrackId(query);
    here = two.sii.endpoints;
    await gateway.statusByTrackId(query);
    expect([one.sii.count('GetToken'), two.sii.count('GetToken')]).toEqual([1, 1]);
  });
});
