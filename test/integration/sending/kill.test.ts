import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseCaf } from '../../../main/dte/caf.ts';
import { startPracticeSii } from '../../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../../main/sii/practice/types.ts';
import { sha256Hex } from '../../../main/store/hash.ts';
import { openStore } from '../../../main/store/open.ts';
import { cafFile, HOLDER, NOW, PRACTICE_ISSUERS } from '../../support/certificates.ts';
import { addCertificate, createFakeCustody } from '../../support/issuing.ts';
import { addCompany, COMPANY_RUT, type TempFolder, tempFolder } from '../../support/store.ts';

const CHILD = fileURLToPath(new URL('../../support/sending-child.ts', import.meta.url));
const KILLS = 15;
/** Mulberry32: the moments of the kills are the same in every run, as far as the machine lets them. */
const SEED = 20_260_703;
const HOUR = 3_600_000;

const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

let folder: TempFolder;
let file: string;
let sii: PracticeSii;
let offset: number;
const clock = { now: () => Date.now() + offset };
let child: ChildProcess | null = null;

beforeEach(async () => {
  offset = NOW - Date.now();
  folder = tempFolder();
  file = join(folder.path, 'resguardo.db');
  const store = openStore(file, { clock });
  addCompany(store, clock.now());
  const custody = createFakeCustody();
  addCertificate(store, custody);
  const { caf, key } = parseCaf(cafFile(33, { to: 5_000 }), PRACTICE_ISSUERS);
  store.cafs.insert({
    companyId: 1,
    type: 33,
    fromFolio: caf.from,
    toFolio: caf.to,
    authorizedOn: caf.authorizedOn,
    idk: caf.idk,
    element: Buffer.from(caf.xml, 'latin1'),
    sealedKey: custody.seal(key.export({ type: 'pkcs8', format: 'der' }), 'caf-key', 'practice'),
    sha256: '',
    importedAt: 0,
  });
  store.close();
  sii = await startPracticeSii({ dbFile: join(folder.path, 'sii.db'), clock, processingMs: 50 });
  sii.enrol({ rut: COMPANY_RUT, name: 'x', fchResol: '2026-01-01', nroResol: 0, senderRuts: [HOLDER] });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await sii.stop();
  folder.remove();
});

let boots = 0;
const start = (mode: 'churn' | 'drain', said: (line: string) => void): ChildProcess => {
  boots += 1;
  child = spawn(process.execPath, [CHILD, file, sii.baseUrl, String(offset), `boot-${boots}`, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) said(line);
  });
  return child;
};

test(`SIGKILL ${KILLS} times while issuing and sending, seed ${SEED} / start again / nothing lost, no folio twice, no document twice`, async () => {
  const next = random(SEED);
  const acked: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const fault = (['none', 'lost_answer', 'reset_after_body', 'none'] as const)[kill % 4] ?? 'none';
    await sii.faults.set(fault === 'none' ? { kind: 'none' } : { kind: fault, times: 2 });
    let started = (): void => {};
    const ready = new Promise<void>((resolve) => {
      started = resolve;
    });
    const running = start('churn', (line) => {
      if (line === 'started') started();
      const folio = /^acked (\d+)$/.exec(line)?.[1];
      if (folio) acked.push(Number(folio));
    });
    await ready;
    await new Promise((resolve) => setTimeout(resolve, 20 + next() * 250));
    running.kill('SIGKILL');
    await once(running, 'close');
  }
  await sii.faults.set({ kind: 'none' });
  // Past the indexing delay, and past the retries that are due; then once more for the polls.
  for (let round = 0; round < 2; round++) {
    offset += 3 * HOUR;
    const [code] = (await once(
      start('drain', () => {}),
      'exit',
    )) as [number];
    expect(code).toBe(0);
  }

  const store = openStore(file, { clock });
  const { total } = store.documents.list(1);
  const folios = Array.from({ length: total }, (_, index) => index + 1);
  const documents = folios.map((folio) => store.documents.find(1, 33, folio));
  expect(acked.length).toBeGreaterThan(KILLS);
  expect(new Set(acked).size, 'no folio acknowledged twice').toBe(acked.length);
  for (const folio of acked) expect(documents[folio - 1], `folio ${folio}`).toBeTruthy();
  for (const document of documents) {
    if (!document) throw new Error('a gap in the folios');
    const content = store.documents.content(document.id);
    expect(sha256Hex(content?.bytes ?? Buffer.alloc(0))).toBe(document.sha256);
    const uploads = sii.uploadsOf(33, document.folio);
    const envelope = store.envelopes.get(document.envelopeId);
    expect(new Set(uploads.map(({ envelopeSha256 }) => envelopeSha256))).toEqual(new Set([envelope?.sha256]));
    expect(store.jobs.ofDocument(document.id)?.state, `folio ${document.folio}`).toBe('success');
    expect(store.backups.get(document.id)?.sha256).toBe(document.sha256);
  }
  const received = sii.received();
  expect(received.length).toBe(total);
  expect(new Set(received.map(({ folio }) => folio)).size).toBe(total);
  expect(received.filter(({ state }) => state !== 'accepted')).toEqual([]);
  const interrupted = documents.flatMap((document) =>
    store.attempts.history(document?.id ?? 0).filter(({ outcome }) => outcome === 'interrupted'),
  );
  store.close();
  console.info(
    `${KILLS} kills, ${acked.length} acknowledged, ${total} issued, ${interrupted.length} interrupted attempts, ` +
      `${received.length} received once each, 0 lost`,
  );
}, 120_000);
