import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openApp, type Resguardo } from '../../../main/app.ts';
import { recoverDatabase } from '../../../main/backup/restore/recover.ts';
import { systemClock } from '../../../main/domain/clock.ts';
import { verifyDte } from '../../../main/dte/verify.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { draft } from '../../support/issuing.ts';

/** The whole program without its window: what the restore screens call. */
let root: string;
let profileDir: string;
let vault: string;
let running: Resguardo | null = null;
let asked = 0;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resguardo-app-'));
  profileDir = join(root, 'perfil');
  vault = join(root, 'respaldos');
  asked = 0;
});
afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(root, { recursive: true, force: true });
});

const open = async (): Promise<Resguardo> => {
  running = await openApp({
    profileDir,
    defaultVault: vault,
    version: '0',
    keyring: null,
    desktop: {
      chooseFolder: async () => null,
      chooseFile: async () => null,
      reveal: () => false,
      openFile: async () => false,
      openMail: () => Promise.resolve(false),
      chooseSaveFile: async () => null,
      features: () => ({ trayAvailable: false, noticesAvailable: false, startAvailable: false }),
      setStartWithSystem: async () => undefined,
      runtime: () => ({}),
      printPdf: async () => new Uint8Array(),
      printOnPaper: async () => true,
    },
    log,
    restart: () => {
      asked += 1;
    },
  });
  return running;
};
const stop = async (): Promise<void> => {
  await running?.stop();
  running = null;
};
const ask = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
  const answer = await running?.dispatch(channel, input);
  if (!answer?.ok) throw new Error(`${channel}: ${JSON.stringify(answer?.error)}`);
  return answer.value as Output<C>;
};
const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let left = 100; left > 0; left--) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come to that');
};

const business = async (count: number): Promise<void> => {
  await open();
  await ask('setup.practice', {});
  // Nothing gets through: all of them wait in the queue.
  await ask('practice.setFault', { kind: 'http_503' });
  for (let n = 0; n < count; n++) await ask('documents.issue', { draft: draft() as never });
};

it('the profile is deleted / the folder is chosen and restored / documents, queue, CAFs are there and the next folio is right', async () => {
  await business(5);
  await until(async () => (await ask('vault.status', {})).waiting === 0);
  const before = await ask('documents.list', {});
  const cafs = await ask('cafs.list', {});
  const { xml } = await ask('documents.get', { id: before.items[0]?.id ?? 0 });
  await stop();
  rmSync(profileDir, { recursive: true });

  await open();
  expect((await ask('app.status', {})).stage).toBe('empty');
  const contents = await ask('restore.inspect', { folder: vault });
  expect(contents).toMatchObject({ documents: 5, damaged: 0, keys: 'practice', manifest: 'whole' });
  const report = await ask('restore.run', { folder: vault, point: 'latest' });
  expect(report).toMatchObject({ documents: 5, verified: 5, lost: [], keys: 'practice' });
  expect((await ask('restore.progress', {})).state).toBe('restart_needed');
  await ask('restore.apply', {});
  await until(async () => asked === 1);
  await stop();

  await open();
  expect((await ask('app.status', {})).stage).toBe('ready');
  const after = await ask('documents.list', {});
  expect(after.items.map(({ folio }) => folio)).toEqual(before.items.map(({ folio }) => folio));
  expect((await ask('documents.get', { id: after.items[0]?.id ?? 0 })).xml).toBe(xml);
  expect(await ask('cafs.list', {})).toMatchObject({
    items: cafs.items.map(({ type, from, to, next }) => ({ type, from, to, next })),
  });
  // The practice SII came along too, with the fault of now gone: what waits is asked for, and nothing is sent blindly.
  const issued = await ask('documents.issue', { draft: draft() as never });
  expect(issued.folio).toBe(6);
  const kept = await ask('restore.kept', {});
  expect(kept.items).toHaveLength(1);
}, 60_000);

it('the database is garbage / started / says so; recovered / everything is back and the garbage is kept', async () => {
  await business(3);
  await stop();
  const file = join(profileDir, 'resguardo.sqlite');
  for (const name of readdirSync(profileDir)) if (/-wal$|-shm$/.test(name)) rmSync(join(profileDir, name));
  writeFileSync(file, Buffer.alloc(40_000, 9));
  await expect(open()).rejects.toMatchObject({ value: { code: 'database_damaged' } });
  expect(readFileSync(file)).toEqual(Buffer.alloc(40_000, 9));
  const report = await recoverDatabase({
    profileDir,
    defaultVault: join(root, 'otra'),
    clock: systemClock,
    verifyDte,
    log,
  });
  expect(report).toMatchObject({ documents: 3, lost: [], keys: 'kept' });
  await open();
  expect((await ask('documents.list', {})).total).toBe(3);
  expect((await ask('documents.issue', { draft: draft() as never })).folio).toBe(4);
  const aside = readdirSync(profileDir).find((name) => name.startsWith('Base dañada'));
  expect(readFileSync(join(profileDir, aside ?? '', 'resguardo.sqlite'))).toEqual(Buffer.alloc(40_000, 9));
}, 60_000);

it('an archive / made, carried to another computer and opened / is a vault that restores', async () => {
  await business(3);
  await ask('archive.make', { folder: join(root, 'usb'), passphrase: 'caballo correcto' });
  await stop();
  rmSync(profileDir, { recursive: true });
  rmSync(vault, { recursive: true });
  await open();
  const name = readdirSync(join(root, 'usb'))[0] ?? '';
  const wrong = { file: join(root, 'usb', name), passphrase: 'otra cosa', folder: join(root, 'docs') };
  expect(await running?.dispatch('archive.open', wrong)).toMatchObject({
    error: { code: 'wrong_passphrase' },
  });
  const { folder } = await ask('archive.open', { ...wrong, passphrase: 'caballo correcto' });
  expect(await ask('restore.run', { folder, point: 'latest' })).toMatchObject({ documents: 3, lost: [] });
  await stop();
  await open();
  expect((await ask('documents.list', {})).total).toBe(3);
}, 60_000);

it('a vault with nothing but the signed files / restored / every document is there, uncertain, and its issuer with it', async () => {
  await business(3);
  await stop();
  rmSync(profileDir, { recursive: true });
  for (const name of readdirSync(vault, { recursive: true }) as string[])
    if (/\.jsonl?$|\.sqlite$/.test(name)) rmSync(join(vault, name));
  await open();
  const report = await ask('restore.run', { folder: vault, point: 'latest' });
  expect(report).toMatchObject({ documents: 3, incomplete: 3, lost: [], companies: 1, keys: 'missing' });
  await stop();
  await open();
  const { items } = await ask('documents.list', {});
  expect(items.map(({ siiState }) => siiState)).toEqual(['uncertain', 'uncertain', 'uncertain']);
  expect((await ask('company.get', {})).name.length).toBeGreaterThan(3);
}, 60_000);

it('copies, drill and verification asked for by a person / done / the trail names who asked', async () => {
  await open();
  await business(1);
  await ask('snapshots.take', {});
  await ask('drill.run', {});
  await ask('backups.verify', { ids: null });
  const { items } = await ask('trail.list', {});
  const who = (action: string) => items.find((line) => line.action === action)?.actor;
  expect(['snapshot.made', 'drill.done', 'backup.verified'].map(who)).toEqual(Array(3).fill('Encargado'));
});
