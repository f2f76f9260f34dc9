import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCore, removeRoot, tempRoot, until } from '../../promises/support/core.ts';

/** Written by the program when its schema was 1, before vaults had a manifest or snapshots: an invented company. Never made anew. */
const FIXTURE = join(import.meta.dirname, '../../fixtures/vault-1');
const FOLDER = '45712688-3-practica/2026/11';
const DOCUMENTS = ['T33F1', 'T33F2', 'T33F3', 'T39F1', 'T39F2'];

let root: string;
beforeEach(() => {
  root = tempRoot();
  mkdirSync(join(root, 'usb'));
  cpSync(FIXTURE, join(root, 'usb', 'Resguardo'), { recursive: true });
});
afterEach(() => removeRoot(root));

test('a vault of schema 1 / looked at and restored on a new computer / every document byte by byte, and the vault is kept on from there', async () => {
  const vault = join(root, 'usb', 'Resguardo');
  const empty = await openCore({ root });
  expect(await empty.ask('restore.inspect', { folder: vault })).toMatchObject({
    documents: DOCUMENTS.length,
    damaged: 0,
    companies: [{ rut: '45712688-3', environment: 'practice' }],
  });
  expect(await empty.ask('restore.run', { folder: vault, point: 'latest' })).toMatchObject({
    documents: DOCUMENTS.length,
    verified: DOCUMENTS.length,
    lost: [],
  });
  await empty.stop();

  const core = await openCore({ root });
  const { items } = await core.ask('documents.list', { limit: 50 });
  expect(items.map(({ type, folio }) => `T${type}F${folio}`).toSorted()).toEqual(DOCUMENTS);
  for (const { id, type, folio } of items) {
    const { xml } = await core.ask('documents.get', { id });
    expect(xml).toBe(readFileSync(join(FIXTURE, FOLDER, `T${type}F${folio}.xml`), 'latin1'));
  }
  await until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault');
  const report = await core.ask('backups.verifyAll', {});
  expect(report).toMatchObject({ damaged: [], manifest: 'whole' });
  for (const name of DOCUMENTS)
    expect(readFileSync(join(vault, FOLDER, `${name}.xml`))).toEqual(
      readFileSync(join(FIXTURE, FOLDER, `${name}.xml`)),
    );
  expect(await core.ask('drill.run', {})).toMatchObject({ same: DOCUMENTS.length });
  await core.stop();
}, 60_000);
