import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeRoot, until } from '../promises/support/core.ts';
import { tellFigures } from '../promises/support/figures.ts';
import { type Lab, openLab, peek } from '../promises/support/lab.ts';
import { createRandom, often, seedOr } from '../promises/support/random.ts';
import { draft } from '../support/issuing.ts';
import { discard, killOnce, prepare, warmUp } from './campaign.ts';
import { MAINTENANCE, type Maintenance } from './life.ts';

const SEED = seedOr(20_260_726);
const KILLS = often(8, 50);
const DOCUMENTS = 10;
/** An operation on a business as small as this one takes some tens of ms; the kill comes somewhere in its second or third go. */
const SPREAD_MS = 120;

const kills: Record<string, number> = {};
let left = 0;
let business: Lab;

beforeAll(async () => {
  await warmUp();
  business = await openLab();
  const core = await business.open();
  for (let n = 0; n < DOCUMENTS; n++) await core.ask('documents.issue', { draft: draft() as never });
  await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
  await core.stop();
}, 60_000);
afterAll(async () => {
  await business.close();
  tellFigures('P7', 'test/crash/maintenance.test.ts', { seed: SEED, ...kills, 'left over': left });
});

const TEMPORARY = /\.tmp$|\.parcial$/;
const temporaries = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((name) => TEMPORARY.test(name));

const again = async (doing: Maintenance): Promise<void> => {
  const core = await business.open();
  try {
    const { root } = business;
    if (doing === 'snapshot') await core.ask('snapshots.take', {});
    if (doing === 'verify') expect((await core.ask('backups.verifyAll', {})).damaged).toEqual([]);
    if (doing === 'archive')
      await core.ask('archive.make', { folder: `${root}/usb`, passphrase: 'caballo correcto' });
    if (doing === 'restore')
      expect(await core.ask('restore.run', { folder: null, point: 'latest' })).toMatchObject({
        lost: [],
        documents: DOCUMENTS,
      });
    if (doing === 'drill')
      expect(await core.ask('drill.run', {})).toMatchObject({ ok: true, foliosRight: true });
    expect((await core.ask('documents.list', {})).total).toBe(DOCUMENTS);
    await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
  } finally {
    await core.stop();
  }
};

test.each(MAINTENANCE)(
  `P7 %s killed at ${KILLS} moments, seed ${SEED} / done again / complete, and nothing is left over`,
  async (doing) => {
    const random = createRandom(SEED + MAINTENANCE.indexOf(doing));
    let waiting = prepare();
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        const current = waiting;
        waiting = prepare();
        const moment = { rounds: random.below(3), ms: random.next() * SPREAD_MS };
        await killOnce(business, current, { seed: 1, failpoint: null, doing }, moment, []);
        kills[doing] = (kills[doing] ?? 0) + 1;
        await again(doing);
        expect(peek(business.dbFile, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
        // A restore that was prepared is taken over by the next start.
        if (doing === 'restore') await (await business.open()).stop();
        const found = temporaries(business.root);
        left += found.length;
        // Whose it is says whether it was left by what was killed or is being written.
        expect(found, `this process is ${process.pid}`).toEqual([]);
        removeRoot(`${business.root}/usb`);
      }
    } finally {
      await discard(waiting);
    }
  },
  600_000,
);
