import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import { signSeed } from '../../../main/dte/seed.ts';
import type { SigningCertificate } from '../../../main/dte/types.ts';
import { createSiiGateway, type SiiLogEntry } from '../../../main/sii/client.ts';
import type { SiiEndpoints } from '../../../main/sii/types.ts';
import { inSoap, respuesta } from '../../unit/sii/support/soap.ts';
import { fakeClock } from './support/world.ts';

const COMPANY = '45000054-K';
const TRACK_ID = '123456789012345';
const AGENT = 'Mozilla/4.0 ( compatible; PROG 1.0; Windows NT)';
const RESOURCES = '/recursos/v1/boleta.electronica';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}
type Script = (seen: Seen) => { readonly status?: number; readonly body: string; readonly holdMs?: number };

/** In place of the SII: three hosts as three prefixes, logins of both channels, and what each test wants of the rest. */
const scripted = async (script: Script) => {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const count = (part: string): number => seen.filter(({ url }) => url.includes(part)).length;
  let open = 0;
  let mostOpen = 0;
  const login = ({ url }: Seen): string | Buffer | null => {
    if (url.endsWith('.semilla')) return respuesta('<ESTADO>00</ESTADO>', '<SEMILLA>000456</SEMILLA>');
    if (url.endsWith('.token'))
      return respuesta('<ESTADO>00</ESTADO>', `<TOKEN>boleta${count('.token')}</TOKEN>`);
    if (url.endsWith('CrSeed.jws'))
      return inSoap('getSeed', respuesta('<ESTADO>00</ESTADO>', '<SEMILLA>123</SEMILLA>'));
    if (url.endsWith('GetTokenFromSeed.jws'))
      return inSoap(
        'getToken',
        respuesta('<ESTADO>00</ESTADO>', `<TOKEN>factura${count('GetToken')}</TOKEN>`),
      );
    return null;
  };
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = new Map<string, string>();
      for (let i = 0; i < request.rawHeaders.length; i += 2)
        headers.set(request.rawHeaders[i]?.toLowerCase() ?? '', request.rawHeaders[i + 1] ?? '');
      expect(headers.size).toBe(request.rawHeaders.length / 2);
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers,
        body: Buffer.concat(chunks),
      };
      seen.push(one);
      const granted = login(one);
      if (granted !== null) {
        response.end(granted);
        return;
      }
      mostOpen = Math.max(mostOpen, ++open);
      const { status, body, holdMs } = script(one);
      const answer = (): void => {
        open--;
        response.writeHead(status ?? 200, { 'Content-Type': 'application/json' }).end(body);
      };
      if (holdMs === undefined) answer();
      else setTimeout(answer, holdMs);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints: SiiEndpoints = { factura: base, boletaApi: `${base}/api`, boletaUpload: `${base}/up` };
  return {
    endpoints,
    seen,
    count,
    mostOpen: () => mostOpen,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

describe('gateway, boleta channel', () => {
  let certificate: SigningCertificate;
  const closers: (() => unknown)[] = [];

  beforeAll(() => {
    const now = Date.UTC(2026, 6, 5);
    certificate = makeThrowawayCertificate({ rut: '45999999-7', name: 'Una', now }).certificate;
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  const setUp = async (script: Script) => {
    const clock = fakeClock();
    const sii = await scripted(script);
    const log: SiiLogEntry[] = [];
    const gateway = createSiiGateway({
      endpoints: sii.endpoints,
      clock,
      timeouts: { total: 3_000 },
      log: (entry) => log.push(entry),
    });
    closers.push(() => gateway.close(), sii.close);
    const upload = (channel: 'factura' | 'boleta' = 'boleta') =>
      gateway.upload({
        channel,
        company: COMPANY,
        envelope: Buffer.from('<x>\u00f1</x>', 'latin1'),
        fileName: 'envio.xml',
        certificate,
      });
    const track = (signal?: AbortSignal) =>
      gateway.statusByTrackId(
        { channel: 'boleta', company: COMPANY, trackId: TRACK_ID, certificate },
        signal,
      );
    const ask = (type: 33 | 39 | 41 = 39) =>
      gateway.statusByDocument({
        company: COMPANY,
        receptor: '66666666-6',
        type,
        folio: 12,
        issuedOn: '2026-07-05',
        total: 11_900,
        certificate,
      });
    return { clock, sii, gateway, upload, track, ask, log };
  };
  const received = {
    body: JSON.stringify({ rut_emisor: COMPANY, trackid: Number(TRACK_ID), estado: 'REC' }),
  };
  const inProcess = { body: JSON.stringify({ estado: 'SOK' }) };

  it('login: GET of the seed, POST of the signed XML as it is', async () => {
    const { sii, track } = await setUp(() => inProcess);
    await track();
    const [seed, token] = sii.seen;
    expect([seed?.method, seed?.url]).toEqual(['GET', `/api${RESOURCES}.semilla`]);
    expect(seed?.headers.get('accept')).toBe('application/xml');
    expect(seed?.body.length).toBe(0);
    expect([token?.method, token?.url]).toEqual(['POST', `/api${RESOURCES}.token`]);
    expect(token?.headers.get('content-type')).toBe('application/xml');
    expect(token?.headers.has('transfer-encoding')).toBe(false);
    expect(token?.body.toString()).toBe(signSeed('000456', certificate));
  });

  it('upload: host, headers and body as the API wants them, byte by byte', async () => {
    const { sii, upload } = await setUp(() => received);
    expect((await upload()).answer).toEqual({ kind: 'received', trackId: TRACK_ID });
    const seen = sii.seen.at(-1);
    expect([seen?.method, seen?.url]).toEqual(['POST', `/up${RESOURCES}.envio`]);
    const boundary = /^multipart\/form-data; boundary=(-{27}[0-9a-f]{24})$/.exec(
      seen?.headers.get('content-type') ?? '',
    )?.[1];
    expect(
      [...(seen?.headers ?? [])].filter(([name]) => !['host', 'content-type'].includes(name)).sort(),
    ).toEqual([
      ['accept', 'application/json'],
      ['connection', 'keep-alive'],
      ['content-length', String(seen?.body.length)],
      ['cookie', 'TOKEN=boleta1'],
      ['user-agent', AGENT],
    ]);
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

  it('queries: GET at the API host, with every parameter', async () => {
    const { sii, track, ask } = await setUp(({ url }) =>
      url.includes('/estado?') ? { body: JSON.stringify({ codigo: 'DOK', descripcion: 'd' }) } : inProcess,
    );
    expect((await track()).answer).toMatchObject({ kind: 'state', estado: 'SOK' });
    expect((await ask()).answer).toMatchObject({ kind: 'state', estado: 'DOK', glosa: 'd' });
    const [byTrackId, byDocument] = sii.seen.slice(-2);
    expect([byTrackId?.method, byTrackId?.url]).toEqual([
      'GET',
      `/api${RESOURCES}.envio/${COMPANY}-${TRACK_ID}`,
    ]);
    expect([byDocument?.method, byDocument?.url]).toEqual([
      'GET',
      `/api${RESOURCES}/${COMPANY}-39-12/estado?rut_receptor=66666666&dv_receptor=6&monto=11900&fechaEmision=05-07-2026`,
    ]);
    for (const query of [byTrackId, byDocument]) {
      expect(query?.headers.get('accept')).toBe('application/json');
      expect(query?.headers.get('cookie')).toBe('TOKEN=boleta1');
      expect(query?.headers.get('user-agent')).toBe(AGENT);
      expect(query?.body.length).toBe(0);
    }
  });

  it('document of type 33: asked of the factura channel; 41: of this one', async () => {
    const { sii, ask } = await setUp(({ url }) => ({
      body: url.includes('QueryEstDte')
        ? inSoap('getEstDte', respuesta('<ESTADO>DOK</ESTADO>')).toString()
        : JSON.stringify({ codigo: 'FAU' }),
    }));
    expect((await ask(33)).answer).toMatchObject({ estado: 'DOK' });
    expect((await ask(41)).answer).toMatchObject({ estado: 'FAU' });
    expect([sii.count('QueryEstDte'), sii.count('-41-12/estado')]).toEqual([1, 1]);
  });

  it('tokens: one for each channel, each sent to its own, neither renewed by the other', async () => {
    const facturas = { body: '<RECEPCIONDTE><STATUS>0</STATUS><TRACKID>77</TRACKID></RECEPCIONDTE>' };
    const { sii, upload } = await setUp(({ url }) => (url.includes('DTEUpload') ? facturas : received));
    for (const channel of ['factura', 'boleta', 'factura', 'boleta'] as const) await upload(channel);
    expect([sii.count('GetToken'), sii.count('.token')]).toEqual([1, 1]);
    const cookies = (part: string) =>
      sii.seen.filter(({ url }) => url.includes(part)).map(({ headers }) => headers.get('cookie'));
    expect(cookies('DTEUpload')).toEqual(['TOKEN=factura1', 'TOKEN=factura1']);
    expect(cookies('.envio')).toEqual(['TOKEN=boleta1', 'TOKEN=boleta1']);
  });

  it('both channels at one address: still a token each', async () => {
    const { sii, gateway } = await setUp(() => inProcess);
    const one = sii.endpoints.factura;
    const same = createSiiGateway({
      endpoints: { factura: one, boletaApi: one, boletaUpload: one },
      clock: fakeClock(),
    });
    closers.push(() => same.close());
    const query = { company: COMPANY, trackId: TRACK_ID, certificate };
    await same.statusByTrackId({ ...query, channel: 'factura' });
    await same.statusByTrackId({ ...query, channel: 'boleta' });
    expect([sii.count('GetToken'), sii.count('.token')]).toEqual([1, 1]);
    expect(gateway).toBeDefined();
  });

  it('401 at the upload: renewed once, the same bytes again', async () => {
    const { sii, upload } = await setUp(({ headers }) =>
      headers.get('cookie') === 'TOKEN=boleta1' ? { status: 401, body: 'NO ESTA AUTENTICADO' } : received,
    );
    expect((await upload()).answer).toMatchObject({ kind: 'received' });
    const [first, second] = sii.seen.filter(({ url }) => url.endsWith('.envio'));
    const file = (seen: Seen | undefined) => /<x>.*<\/x>/.exec(seen?.body.toString('latin1') ?? '')?.[0];
    expect(file(first)).toBe(file(second));
    expect(sii.count('.token')).toBe(2);
  });

  it.each(['upload', 'track', 'ask'] as const)('401 for ever, %s: told after one renewal', async (call) => {
    const calls = await setUp(() => ({ status: 401, body: 'NO ESTA AUTENTICADO' }));
    const { answer, exchange } = await calls[call]();
    expect(answer).toEqual({ kind: 'http', httpStatus: 401, retryAfterMs: null });
    expect(exchange.raw?.toString()).toBe('NO ESTA AUTENTICADO');
    expect([calls.sii.count('.token'), calls.sii.seen.length]).toEqual([2, 6]);
  });

  it.each([
    [
      { status: 400, body: 'falta archivo' },
      { kind: 'http', httpStatus: 400 },
    ],
    [
      { status: 429, body: '' },
      { kind: 'http', httpStatus: 429 },
    ],
    [
      { status: 503, body: '<html></html>' },
      { kind: 'http', httpStatus: 503 },
    ],
    [
      { status: 500, body: JSON.stringify({ estado: 'REC', trackid: 7 }) },
      { kind: 'http', httpStatus: 500 },
    ],
    [{ body: '<html>Acceso Denegado</html>' }, { kind: 'unreadable', what: 'html' }],
    [{ body: '' }, { kind: 'unreadable', what: 'empty' }],
    [{ body: 'Error inesperado' }, { kind: 'unreadable', what: 'other' }],
    [{ body: '{"estado":"REC","track' }, { kind: 'unreadable', what: 'truncated' }],
    [{ body: '{"trackid":7}' }, { kind: 'unreadable', what: 'no_status' }],
  ])('upload answered with %j: no reception, no renewal', async (given, expected) => {
    const { sii, upload } = await setUp(() => given);
    expect((await upload()).answer).toMatchObject(expected);
    expect(sii.count('.token')).toBe(1);
  });

  it('ten queries at once: one login, one request at a time', async () => {
    const { sii, track, ask } = await setUp(({ url }) => ({
      holdMs: 5,
      body: url.includes('/estado?') ? JSON.stringify({ codigo: 'DOK' }) : inProcess.body,
    }));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? track() : ask())));
    expect(answers.map(({ answer }) => answer.kind)).toEqual(Array(10).fill('state'));
    expect([sii.mostOpen(), sii.count('.token')]).toEqual([1, 1]);
  });

  it('query given up in the queue: answered at once, never sent', async () => {
    const { sii, track } = await setUp(() => ({ ...inProcess, holdMs: 100 }));
    await track();
    const controller = new AbortController();
    const first = track();
    const given = track(controller.signal);
    setTimeout(() => controller.abort(), 10);
    expect((await given).answer).toEqual({
      kind: 'transport',
      began: false,
      cause: 'timeout',
      detail: 'aborted',
    });
    await first;
    expect(sii.count('.envio/')).toBe(2);
  });

  it('answer that repeats the token: hidden in what is kept and logged', async () => {
    const { upload, log } = await setUp(() => ({ body: 'token boleta1 invalido' }));
    const { exchange } = await upload();
    expect(exchange.raw?.toString()).toBe('token *** invalido');
    expect(JSON.stringify(log)).not.toContain('boleta1');
    expect(log).toMatchObject([{ channel: 'boleta', operation: 'upload', outcome: 'unreadable other' }]);
  });
});
