import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { PracticeFault } from '../../shared/domain/practice.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { draft } from '../support/issuing.ts';
import { type Core, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';

const MB = 1024 * 1024;
/** What a body of 50 MB may cost on top, with its pieces and the collector's leisure. */
const MOST_MEMORY = 120 * MB;
const figures = { cases: 0, documents: 0, 'as expected': 0, lost: 0, 'sent twice': 0, 'most memory MB': 0 };

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());
afterAll(() => tellFigures('P10', 'test/promises/p10-hostile.test.ts', figures));

type Expected = 'not_sent' | 'uncertain' | 'refused' | 'confirmed';

/** How the first attempt of the first document ended. */
const firstOutcome = (): { readonly outcome: string | null; readonly code: string | null } | undefined =>
  peek(lab.dbFile, (db) =>
    db
      .prepare<[], { outcome: string | null; code: string | null }>(
        "SELECT outcome, error_code AS code FROM attempt WHERE kind <> 'poll' ORDER BY id LIMIT 1",
      )
      .get(),
  );

/** Meets the hostile SII with one document; then the true one comes, and everything must be received, once. */
const meet = async (
  expected: readonly Expected[],
  core: Core,
  makeGood: () => Promise<void> | void,
): Promise<void> => {
  const before = process.memoryUsage().rss;
  await core.ask('documents.issue', { draft: draft() as never });
  await until(() => (firstOutcome()?.outcome ?? null) !== null, 'the end of the attempt', 20_000);
  const grown = process.memoryUsage().rss - before;
  const { outcome } = firstOutcome() ?? {};
  await makeGood();
  await core.stop();
  const honest = await lab.open();
  await settle(honest, lab.clock);
  const { items } = await honest.ask('queue.list', { filter: { states: ['needs_person', 'abandoned'] } });
  if (items.length > 0) {
    await honest.ask('queue.retry', { ids: items.map(({ id }) => id) });
    await settle(honest, lab.clock);
  }
  await honest.stop();
  const received = lab.sii.received();
  figures.cases += 1;
  figures.documents += 1;
  if (expected.includes(outcome as Expected)) figures['as expected'] += 1;
  if (received.length === 0) figures.lost += 1;
  if (received.length > 1) figures['sent twice'] += 1;
  figures['most memory MB'] = Math.max(figures['most memory MB'], Math.round(grown / MB));
  expect(expected).toContain(outcome);
  expect(received.map(({ state }) => state)).toEqual(['accepted']);
  expect(new Set(lab.sii.uploadsOf(33, 1).map(({ envelopeSha256 }) => envelopeSha256)).size).toBe(1);
  expect(grown).toBeLessThan(MOST_MEMORY);
};

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** An SII that is honest until an upload comes (or from the first request on), and then does as it likes. */
const startHostile = async (answer: Answer, from: 'upload' | 'all') => {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('error', () => undefined);
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const isUpload = /upload/i.test(request.url ?? '');
      if (from === 'all' || isUpload) {
        answer(response, request);
        return;
      }
      const { host: _, connection: __, ...headers } = request.headers;
      const got = await fetch(`${lab.sii.baseUrl}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      response.writeHead(got.status, { 'content-type': got.headers.get('content-type') ?? 'text/xml' });
      response.end(Buffer.from(await got.arrayBuffer()));
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoints: { factura: base, boletaApi: base, boletaUpload: base },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

const send =
  (
    body: string | Buffer,
    status = 200,
    headers: Record<string, string> = { 'content-type': 'text/xml' },
  ): Answer =>
  (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
const receipt = (inside: string): string => `<?xml version="1.0"?><RECEPCIONDTE>${inside}</RECEPCIONDTE>`;
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ja">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}]><RECEPCIONDTE><STATUS>0</STATUS><TRACKID>&a11;</TRACKID></RECEPCIONDTE>`;
const XXE =
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><RECEPCIONDTE><STATUS>0</STATUS><TRACKID>&e;</TRACKID></RECEPCIONDTE>';
const trickle: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/xml' });
  const timer = setInterval(() => response.write('<'), 50);
  response.on('close', () => clearInterval(timer));
};
const flood: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/xml' });
  const piece = Buffer.alloc(MB, '<a>');
  let left = 50;
  const go = (): void => {
    if (response.destroyed || left-- <= 0) {
      response.end();
      return;
    }
    response.write(piece, () => setImmediate(go));
  };
  go();
};

test.each<[string, Answer, readonly Expected[]]>([
  [
    'a page of HTML with 200',
    send('<html><body>En mantención</body></html>', 200, { 'content-type': 'text/html' }),
    ['uncertain'],
  ],
  ['an empty body with 200', send(''), ['uncertain']],
  [
    'XML that ends in the middle',
    send('<?xml version="1.0"?><RECEPCIONDTE><STATUS>0</STATUS><TRACK'),
    ['uncertain'],
  ],
  ['a body of 50 MB', flood, ['uncertain']],
  [
    'another charset than it says',
    send(Buffer.from(receipt('<STATUS>0</STATUS><TRACKID>1</TRACKID>'), 'utf16le')),
    ['uncertain'],
  ],
  ['an entity that reads a file', send(XXE), ['uncertain']],
  ['a billion laughs', send(LAUGHS), ['uncertain']],
  ['STATUS 0 without a track id', send(receipt('<STATUS>0</STATUS>')), ['uncertain']],
  [
    'STATUS 0 and a track id that is none',
    send(receipt('<STATUS>0</STATUS><TRACKID>-1</TRACKID>')),
    ['uncertain'],
  ],
  ['a negative STATUS', send(receipt('<STATUS>-1</STATUS>')), ['uncertain']],
  ['a STATUS that nobody knows', send(receipt('<STATUS>77</STATUS>')), ['uncertain']],
  ['STATUS 99, a repetition of what it has not', send(receipt('<STATUS>99</STATUS>')), ['uncertain']],
  ['STATUS 7, a schema that is none', send(receipt('<STATUS>7</STATUS>')), ['refused']],
  ['a redirect to another host', send('', 302, { location: 'http://127.0.0.1:9/robo' }), ['uncertain']],
  ['429 with Retry-After', send('', 429, { 'retry-after': '120' }), ['uncertain']],
  ['503 with Retry-After of ages', send('', 503, { 'retry-after': '99999999999' }), ['uncertain']],
  ['500 and a stack', send('java.lang.NullPointerException', 500), ['uncertain']],
  ['one byte now and then', trickle, ['uncertain']],
  ['a reset instead of an answer', (response) => response.socket?.resetAndDestroy(), ['uncertain']],
  ['nothing at all', () => undefined, ['uncertain']],
])(
  'P10 an upload is answered by %s / sent / the outcome says so, then received once',
  async (_, answer, expected) => {
    const hostile = await startHostile(answer, 'upload');
    try {
      const core = await lab.open({ endpoints: hostile.endpoints });
      await meet(expected, core, () => undefined);
    } finally {
      hostile.close();
    }
  },
  60_000,
);

test.each<[string, Answer]>([
  ['HTML', send('<html></html>')],
  ['a billion laughs', send(LAUGHS)],
  ['50 MB', flood],
  ['a reset', (response) => response.socket?.resetAndDestroy()],
  ['silence', () => undefined],
])(
  'P10 the login is answered by %s / sent / nothing of the document has left',
  async (_, answer) => {
    const hostile = await startHostile(answer, 'all');
    try {
      const core = await lab.open({ endpoints: hostile.endpoints });
      await meet(['not_sent'], core, () => undefined);
    } finally {
      hostile.close();
    }
  },
  60_000,
);

const nowhere = async (base: string): Promise<void> => {
  const core = await lab.open({ endpoints: { factura: base, boletaApi: base, boletaUpload: base } });
  await meet(['not_sent'], core, () => undefined);
};
test('P10 a name that no DNS knows / sent / nothing has left', () => nowhere('https://sii.invalid'), 60_000);
test(
  'P10 a port where nobody listens / sent / nothing has left',
  () => nowhere('http://127.0.0.1:9'),
  60_000,
);

test.each<[string, Parameters<Awaited<ReturnType<typeof startFaultProxy>>['set']>[0], readonly Expected[]]>([
  ['accepts and is silent', { name: 'accept_silence' }, ['not_sent']],
  ['passes on and swallows the answers', { name: 'half_open' }, ['not_sent']],
  [
    'resets after some of the request',
    { name: 'reset_after', side: 'request', bytes: 700 },
    ['not_sent', 'uncertain'],
  ],
  ['cuts every answer short', { name: 'limit', bytes: 40 }, ['not_sent']],
  ['passes on a byte at a time', { name: 'slice', bytes: 1, everyMs: 20 }, ['not_sent']],
])(
  'P10 a line that %s / sent / the outcome says so, then received once',
  async (_, fault, expected) => {
    const proxy = await startFaultProxy(lab.sii.baseUrl);
    proxy.set(fault);
    try {
      const base = proxy.baseUrl;
      const core = await lab.open({ endpoints: { factura: base, boletaApi: base, boletaUpload: base } });
      await meet(expected, core, () => undefined);
    } finally {
      await proxy.close();
    }
  },
  60_000,
);

test('P10 the second upload is answered with the track id of the first / sent / asked for by document, received once, each', async () => {
  const first = await lab.open();
  await first.ask('documents.issue', { draft: draft() as never });
  await settle(first, lab.clock);
  await first.stop();
  const trackOf = (folio: number): string | null =>
    peek(lab.dbFile, (db) =>
      db.prepare<[number], string | null>('SELECT track_id FROM document WHERE folio = ?').pluck().get(folio),
    ) ?? null;
  const taken = trackOf(1);
  const hostile = await startHostile(
    send(receipt(`<STATUS>0</STATUS><TRACKID>${taken}</TRACKID>`)),
    'upload',
  );
  try {
    const core = await lab.open({ endpoints: hostile.endpoints });
    const { id } = await core.ask('documents.issue', { draft: draft() as never });
    const second = (): { readonly outcome: string | null } | undefined =>
      peek(lab.dbFile, (db) =>
        db
          .prepare<[number], { outcome: string | null }>(
            "SELECT outcome FROM attempt WHERE document_id = ? AND kind <> 'poll' AND outcome IS NOT NULL",
          )
          .get(id),
      );
    await until(() => second() !== undefined, 'the end of the attempt', 20_000);
    expect(second()).toEqual({ outcome: 'uncertain' });
    expect(trackOf(2)).toBeNull();
    await core.stop();
  } finally {
    hostile.close();
  }
  const honest = await lab.open();
  await settle(honest, lab.clock);
  await honest.stop();
  const received = lab.sii.received();
  figures.cases += 1;
  figures.documents += 2;
  figures['as expected'] += 1;
  figures.lost += 2 - new Set(received.map(({ folio }) => folio)).size;
  expect(received.map(({ folio, state }) => [folio, state]).sort()).toEqual([
    [1, 'accepted'],
    [2, 'accepted'],
  ]);
  expect(trackOf(2)).not.toBe(taken);
}, 60_000);

test('P10 an SII that comes and goes all the time / 20 documents / all received, once', async () => {
  const core = await lab.open();
  const moods: readonly PracticeFault['kind'][] = [
    'none',
    'down',
    'none',
    'http_503',
    'lost_answer',
    'none',
    'reset_after_body',
    'html_page',
  ];
  for (let n = 0; n < 20; n++) {
    const kind = moods[n % moods.length] ?? 'none';
    await lab.sii.faults.set(kind === 'none' || kind === 'down' ? { kind } : { kind, times: 1 });
    await core.ask('documents.issue', { draft: draft() as never });
    lab.clock.offset += 90_000;
    core.app.resume();
  }
  await lab.sii.faults.set({ kind: 'none' });
  await settle(core, lab.clock);
  await core.stop();
  const received = lab.sii.received();
  figures.cases += 1;
  figures.documents += 20;
  figures['as expected'] += 1;
  figures.lost += 20 - new Set(received.map(({ folio }) => folio)).size;
  figures['sent twice'] += received.length - new Set(received.map(({ folio }) => folio)).size;
  expect(received.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'accepted'));
  expect(new Set(received.map(({ folio }) => folio)).size).toBe(20);
}, 60_000);
