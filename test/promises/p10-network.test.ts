import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { type ServerIdentity, testAuthority } from '../support/tls.ts';
import { startWebProxy, type WebProxy } from '../support/web-proxy.ts';
import { type Core, type CoreOptions, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';

/** The network between us and the SII: certificates, proxies, hosts. Nothing of a document may leave by the wrong way. */
const authority = testAuthority();
const RIGHT = authority.serve({ name: 'IP:127.0.0.1' });
const NAMED = authority.serve({ name: 'localhost' });

const figures = { cases: 0, 'as expected': 0, 'bytes of a request that left': 0, lost: 0, 'sent twice': 0 };
let lab: Lab;
const closers: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  lab = await openLab();
});
afterEach(async () => {
  await lab.close();
  for (const close of closers.splice(0)) await close();
});
afterAll(() => tellFigures('P10', 'test/promises/p10-network.test.ts', figures, 'network'));

/** The lab's SII behind TLS. `heard` counts what came out of the tunnel: the request itself, in the clear. */
const secured = async (identity: ServerIdentity, host = '127.0.0.1') => {
  const { port } = new URL(lab.sii.baseUrl);
  let heard = 0;
  const sockets = new Set<Socket>();
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer(identity, (client) => {
    track(client);
    const upstream = connect({ host: '127.0.0.1', port: Number(port) });
    track(upstream);
    client.on('data', (bytes: Buffer) => {
      heard += bytes.length;
    });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const base = `https://${host}:${(server.address() as AddressInfo).port}`;
  return { endpoints: { factura: base, boletaApi: base, boletaUpload: base }, heard: () => heard };
};

interface First {
  readonly outcome: string;
  readonly code: string | null;
}
/** How the first attempt of the first document ended. */
const firstOf = (): First | undefined =>
  peek(lab.dbFile, (db) =>
    db
      .prepare<[], First>(
        "SELECT outcome, error_code AS code FROM attempt WHERE kind <> 'poll' AND outcome IS NOT NULL ORDER BY id LIMIT 1",
      )
      .get(),
  );

const PATIENT = { connect: 4_000, headers: 4_000, body: 4_000, total: 9_000 } as const;

/** One document over that network, then over the true one: received once, whatever happened before. */
const meet = async (
  options: Partial<CoreOptions>,
  expected: First,
  heard: () => number,
): Promise<readonly string[]> => {
  const core: Core = await lab.open({ siiTimeouts: PATIENT, extraRoots: [authority.root], ...options });
  await core.ask('documents.issue', { draft: draft() as never });
  await until(() => firstOf() !== undefined, 'the end of the attempt', 30_000);
  const first = firstOf();
  const left = heard();
  await core.stop();
  const honest = await lab.open();
  await settle(honest, lab.clock);
  await honest.stop();
  const received = lab.sii.received();
  figures.cases += 1;
  if (first?.outcome === expected.outcome && first.code === expected.code) figures['as expected'] += 1;
  if (expected.outcome === 'not_sent') figures['bytes of a request that left'] += left;
  if (received.length === 0) figures.lost += 1;
  if (received.length > 1) figures['sent twice'] += 1;
  expect(first).toEqual(expected);
  expect(received.map(({ state }) => state)).toEqual(['accepted']);
  if (expected.outcome === 'not_sent') expect(left).toBe(0);
  else expect(left).toBeGreaterThan(0);
  return core.log;
};

test('P10 a certificate of a known authority, with the right name / sent / received, by TLS', async () => {
  const { endpoints, heard } = await secured(RIGHT);
  await meet({ endpoints }, { outcome: 'confirmed', code: null }, heard);
}, 60_000);

test.each<[string, ServerIdentity, string]>([
  ['of another name', authority.serve({ name: 'otro.invalid' }), 'tls_wrong_name'],
  ['that has expired', authority.serve({ name: 'IP:127.0.0.1', validFrom: -2, validTo: -1 }), 'tls_expired'],
  ['not valid yet', authority.serve({ name: 'IP:127.0.0.1', validFrom: 1, validTo: 2 }), 'tls_expired'],
  ['signed by itself', authority.serve({ name: 'IP:127.0.0.1', selfSigned: true }), 'tls_untrusted'],
])(
  'P10 a certificate %s / sent / no byte of a request has left, and it says why',
  async (_, identity, code) => {
    const { endpoints, heard } = await secured(identity);
    await meet({ endpoints }, { outcome: 'not_sent', code }, heard);
  },
  60_000,
);

test('P10 a certificate of an authority that nobody knows / sent / no byte of a request has left', async () => {
  const { endpoints, heard } = await secured(RIGHT);
  await meet({ endpoints, extraRoots: [] }, { outcome: 'not_sent', code: 'tls_untrusted' }, heard);
}, 60_000);

const proxied = async (): Promise<WebProxy> => {
  const proxy = await startWebProxy();
  closers.push(proxy.close);
  return proxy;
};

test('P10 a proxy of the system / sent / received through it, and it has seen neither document nor credentials', async () => {
  const proxy = await proxied();
  const { endpoints, heard } = await secured(NAMED, 'localhost');
  await meet(
    { endpoints, resolveProxy: async () => `SOCKS4 127.0.0.1:9; ${proxy.answer}; DIRECT` },
    { outcome: 'confirmed', code: null },
    heard,
  );
  expect(new Set(proxy.asked)).toEqual(new Set([new URL(endpoints.factura).host]));
  expect(proxy.headers.join(' ')).not.toMatch(/authorization|cookie|token/i);
}, 60_000);

test.each([403, 407, 502])(
  'P10 a proxy that answers CONNECT with %i / sent / no byte of a request has left',
  async (status) => {
    const proxy = await proxied();
    proxy.refuseWith(status);
    const { endpoints, heard } = await secured(NAMED, 'localhost');
    const log = await meet(
      { endpoints, resolveProxy: async () => proxy.answer },
      { outcome: 'not_sent', code: 'proxy_refused' },
      heard,
    );
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(log.join('\n')).toContain(`PROXY_${status}`);
  },
  60_000,
);

test('P10 a proxy that is not there / sent / no byte of a request has left', async () => {
  const { endpoints, heard } = await secured(NAMED, 'localhost');
  await meet(
    { endpoints, resolveProxy: async () => 'PROXY 127.0.0.1:9' },
    { outcome: 'not_sent', code: 'proxy_refused' },
    heard,
  );
}, 60_000);

test('P10 a proxy that shows a certificate of its own inside the tunnel / sent / no byte of a request has left', async () => {
  const proxy = await proxied();
  const { endpoints, heard } = await secured(
    authority.serve({ name: 'localhost', selfSigned: true }),
    'localhost',
  );
  await meet(
    { endpoints, resolveProxy: async () => proxy.answer },
    { outcome: 'not_sent', code: 'tls_untrusted' },
    heard,
  );
}, 60_000);

test('P10 the practice SII / a proxy of the system is set / it is not even asked about', async () => {
  let asked = 0;
  const resolveProxy = async (): Promise<string> => {
    asked += 1;
    return 'PROXY 127.0.0.1:9';
  };
  await meet({ resolveProxy }, { outcome: 'confirmed', code: null }, () => 1);
  expect(asked).toBe(0);
}, 60_000);
