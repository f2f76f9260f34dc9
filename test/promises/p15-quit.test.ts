import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

interface JobRow {
  readonly state: string;
  readonly ask_first: number;
  readonly attempts: number;
}
const jobs = (): readonly JobRow[] =>
  peek(
    lab.dbFile,
    (db) => db.prepare('SELECT state, ask_first, attempts FROM job ORDER BY id').all() as JobRow[],
  );

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );

/** In front of the SII: everything passes but uploads, which the SII gets and of which nobody hears again. */
const swallowing = (target: string): Server =>
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { host: _, connection: __, ...headers } = request.headers;
      const answer = await fetch(`${target}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      if (/upload/i.test(request.url ?? '')) return;
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/xml' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });

test('P15 quit while two uploads hang / stop / within ten seconds, both in doubt; the next start asks and sends nothing again', async () => {
  const server = swallowing(lab.sii.baseUrl);
  const base = await listen(server);
  try {
    const patient = { connect: 5_000, headers: 60_000, body: 60_000, total: 90_000 };
    const core = await lab.open({
      endpoints: { factura: base, boletaApi: base, boletaUpload: base },
      siiTimeouts: patient,
    });
    for (let n = 0; n < 3; n++) await core.ask('documents.issue', { draft: draft() as never });
    await until(() => lab.sii.received().length === 2, 'two uploads at the SII');
    const started = performance.now();
    await core.stop();
    const seconds = (performance.now() - started) / 1_000;
    expect(seconds).toBeLessThan(11.5);
    expect(jobs().map(({ state, ask_first }) => [state, ask_first])).toEqual([
      ['pending', 1],
      ['pending', 1],
      ['pending', 0],
    ]);

    const again = await lab.open();
    await settle(again, lab.clock);
    await again.stop();
    expect(jobs().map(({ state }) => state)).toEqual(['success', 'success', 'success']);
    const uploads = [1, 2, 3].map((folio) => lab.sii.uploadsOf(33, folio).length);
    expect(uploads).toEqual([1, 1, 1]);
    tellFigures('P15', 'test/promises/p15-quit.test.ts', {
      'seconds until stopped': Math.round(seconds * 10) / 10,
      'in doubt': 2,
      'sent again': uploads.filter((each) => each > 1).length,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}, 60_000);
