import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProtector } from '../../../main/backup/protector.ts';
import { createVault } from '../../../main/backup/vault.ts';
import {
  DOCUMENT,
  dteBytes,
  ENVELOPE,
  envelopeBytes,
  failingFs,
  filesIn,
  flipped,
  hash,
  makeFolder,
  openProfile,
  type Profile,
  RUT,
  readIn,
} from './fixture.ts';

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => {
  profile.close();
});

const record = (folio: number) => ({
  environment: 'production' as const,
  rut: RUT,
  type: 33 as const,
  folio,
  issuedOn: '2026-07-05',
  bytes: dteBytes(33, folio),
  envelope: { fileName: `Envio_F${folio}T33.xml`, bytes: envelopeBytes(33, folio) },
});
const service = (fs?: ReturnType<typeof failingFs>) => {
  const vault = createVault({ folder: () => profile.vaultFolder, ...(fs ? { fs } : {}) });
  return { vault, protector: createProtector({ records: profile.records, vault, log: profile.log }) };
};

describe('the vault', () => {
  it('given a document, holds the DTE and its envelope byte for byte, for this account alone', async () => {
    const { vault } = service();
    expect(await vault.write(record(7))).toEqual({
      file: DOCUMENT(7),
      envelopeFile: ENVELOPE(7),
      setAside: [],
    });
    expect(filesIn(profile.vaultFolder)).toEqual([DOCUMENT(7), ENVELOPE(7)]);
    expect(readIn(profile.vaultFolder, DOCUMENT(7))).toEqual(dteBytes(33, 7));
    expect(await vault.read(ENVELOPE(7))).toEqual(envelopeBytes(33, 7));
    expect(await vault.hash(DOCUMENT(7))).toBe(hash(dteBytes(33, 7)));
    if (process.platform !== 'win32') {
      expect(statSync(join(profile.vaultFolder, DOCUMENT(7))).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(join(profile.vaultFolder, DOCUMENT(7)))).mode & 0o777).toBe(0o700);
    }
  });

  it('given the same document at the same time from many sides, holds it once', async () => {
    const { vault } = service();
    const all = await Promise.all(Array.from({ length: 10 }, () => vault.write(record(7))));
    expect(all.flatMap(({ setAside }) => setAside)).toEqual([]);
    expect(filesIn(profile.vaultFolder)).toHaveLength(2);
  });

  it('asked for what is no path of its own, refuses before it touches the disk', async () => {
    const { vault } = service();
    for (const path of ['../resguardo.sqlite', '/etc/hostname', `${RUT}/2026/07/../../../x.xml`, 'x.xml']) {
      await expect(vault.read(path)).rejects.toThrow('not a vault path');
      await expect(vault.hash(path)).rejects.toThrow('not a vault path');
      await expect(vault.put(path, Buffer.alloc(1))).rejects.toThrow('not a vault path');
      expect(() => vault.locate(path)).toThrow('not a vault path');
    }
  });

  it('asked for a file that is not there, says null', async () => {
    const { vault } = service();
    expect(await vault.read(DOCUMENT(1))).toBeNull();
    expect(await vault.hash(DOCUMENT(1))).toBeNull();
  });

  it('after a crash, is swept of half-written files and of nothing else', async () => {
    const { vault } = service();
    await vault.write(record(7));
    const month = dirname(join(profile.vaultFolder, DOCUMENT(7)));
    for (const folder of [profile.vaultFolder, month, join(month, 'envios')])
      writeFileSync(join(folder, '.resguardo-4194399-0123456789ab.tmp'), 'medio');
    const foreign = makeFolder(join(profile.vaultFolder, 'fotos', '2026', '07'));
    writeFileSync(join(foreign, '.resguardo-4194399-0123456789ab.tmp'), 'ajeno');
    expect(await vault.sweep()).toBe(3);
    expect(filesIn(profile.vaultFolder)).toHaveLength(3);
  });
});

describe('the protector', () => {
  it('given a new backup, writes its files, reads them back, marks them and tells the audit trail', async () => {
    const id = profile.add(7);
    const { protector } = service();
    expect(await protector.protect(id)).toBe(true);
    expect(profile.store.backups.get(id)).toMatchObject({
      file: DOCUMENT(7),
      envelopeFile: ENVELOPE(7),
      integrity: 'verified',
      verifiedAt: profile.clock.now(),
    });
    expect(profile.store.audit.ofDocument(id).map(({ action }) => action)).toEqual(['backup.file_written']);
    expect(await protector.protect(id)).toBe(true);
    expect(profile.store.audit.ofDocument(id)).toHaveLength(1);
    expect(protector.lastProblem()).toBeNull();
  });

  it('given a document without a backup, does nothing', async () => {
    const id = profile.add(7, { backup: false });
    expect(await service().protector.protect(id)).toBe(false);
    expect(await service().protector.protect(999)).toBe(false);
  });

  it('with a file in the place of the folder, never throws, says what is wrong, and heals by itself', async () => {
    const ids = [1, 2, 3].map((folio) => profile.add(folio));
    writeFileSync(profile.vaultFolder, 'no soy carpeta');
    const { protector } = service();
    expect(await protector.protect(ids[0] ?? 0)).toBe(false);
    expect(protector.lastProblem()).toEqual({ code: 'folder_not_writable' });
    profile.warnings.length = 0;
    expect(await protector.protectPending()).toBe(0);
    // It stopped at the first: the next ones would meet the same.
    expect(profile.warnings).toHaveLength(1);
    expect(profile.store.backups.counts(profile.companyId)).toMatchObject({ withoutFile: 3, unverified: 3 });

    rmSync(profile.vaultFolder);
    expect(await protector.protectPending()).toBe(3);
    expect(protector.lastProblem()).toBeNull();
    expect(filesIn(profile.vaultFolder)).toHaveLength(6);
    expect(profile.store.backups.counts(profile.companyId)).toMatchObject({ withoutFile: 0, verified: 3 });
  });

  it('with the folder back, the next document takes along what waited for it', async () => {
    const ids = [1, 2, 3].map((folio) => profile.add(folio));
    writeFileSync(profile.vaultFolder, 'no soy carpeta');
    const { protector } = service();
    for (const id of ids) expect(await protector.protect(id)).toBe(false);
    rmSync(profile.vaultFolder);
    expect(await protector.protect(profile.add(4))).toBe(true);
    await expect.poll(() => filesIn(profile.vaultFolder)).toHaveLength(8);
    await protector.stop();
  });

  it('with the disk full in the middle, keeps what was whole, stops, and goes on when there is room', async () => {
    for (let folio = 1; folio <= 10; folio++) profile.add(folio);
    let room = 9;
    const counting = failingFs('open', 'ENOSPC', (path) => path.endsWith('.tmp') && room-- <= 0);
    const { protector } = service(counting);
    expect(await protector.protectPending()).toBe(4);
    expect(protector.lastProblem()).toEqual({ code: 'disk_full' });
    room = Number.POSITIVE_INFINITY;
    expect(await protector.protectPending()).toBe(6);
    expect(protector.lastProblem()).toBeNull();
    expect(filesIn(profile.vaultFolder)).toHaveLength(20);
  });

  it('with other bytes under the name, sets them aside and reports it', async () => {
    const id = profile.add(7);
    const { protector, vault } = service();
    const place = vault.locate(DOCUMENT(7));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, 'de otro programa');
    expect(await protector.protect(id)).toBe(true);
    expect(readIn(profile.vaultFolder, DOCUMENT(7))).toEqual(dteBytes(33, 7));
    expect(filesIn(profile.vaultFolder).filter((path) => path.includes('.conflicto-'))).toHaveLength(1);
    expect(profile.warnings.join()).toContain('set aside');
  });

  it('with a document damaged in the database, writes no wrong bytes, names it once, and goes on with the next', async () => {
    const [bad, good] = [profile.add(1), profile.add(2)];
    const spoilt = flipped(dteBytes(33, 1), 50);
    profile.damage('UPDATE document_content SET bytes = ? WHERE document_id = ?', spoilt, bad ?? 0);
    profile.damage('UPDATE backup_content SET bytes = ? WHERE document_id = ?', spoilt, bad ?? 0);
    const { protector } = service();
    expect(await protector.protectPending()).toBe(1);
    expect(await protector.protectPending()).toBe(0);
    expect(profile.store.backups.get(bad ?? 0)).toMatchObject({ file: null, integrity: 'damaged' });
    expect(profile.store.backups.get(good ?? 0)?.file).toBe(DOCUMENT(2));
    expect(filesIn(profile.vaultFolder)).toEqual([DOCUMENT(2), ENVELOPE(2)]);
    expect(profile.store.audit.ofDocument(bad ?? 0).map(({ action }) => action)).toEqual(['backup.damaged']);
  });

  it('with one of the two rows damaged, writes the bytes of the other', async () => {
    const id = profile.add(1);
    profile.damage(
      'UPDATE document_content SET bytes = ? WHERE document_id = ?',
      flipped(dteBytes(33, 1), 50),
      id,
    );
    expect(await service().protector.protect(id)).toBe(true);
    expect(readIn(profile.vaultFolder, DOCUMENT(1))).toEqual(dteBytes(33, 1));
  });

  it('on a disk that keeps other bytes than it was given, does not call them a backup', async () => {
    const id = profile.add(7);
    const vault = createVault({ folder: () => profile.vaultFolder });
    const lying = { ...vault, hash: () => Promise.resolve('0'.repeat(64)) };
    const protector = createProtector({ records: profile.records, vault: lying, log: profile.log });
    expect(await protector.protect(id)).toBe(false);
    expect(protector.lastProblem()).toEqual({ code: 'copy_differs' });
    expect(profile.store.backups.get(id)?.file).toBeNull();
  });

  it('after the vault moved, makes all copies in the new place and leaves the old ones', async () => {
    for (let folio = 1; folio <= 5; folio++) profile.add(folio);
    let folder = profile.vaultFolder;
    const vault = createVault({ folder: () => folder });
    const protector = createProtector({ records: profile.records, vault, log: profile.log });
    await protector.protectPending();
    folder = join(profile.folder, 'otro disco');
    expect(await protector.vaultMoved()).toBe(5);
    expect(filesIn(folder)).toEqual(filesIn(profile.vaultFolder));
    expect(filesIn(folder)).toHaveLength(10);
    expect(profile.store.backups.counts(profile.companyId)).toMatchObject({ verified: 5, withoutFile: 0 });
  });

  it('with the vault moved in the middle of its work, ends with every copy in the new place', async () => {
    for (let folio = 1; folio <= 30; folio++) profile.add(folio);
    let folder = profile.vaultFolder;
    const vault = createVault({ folder: () => folder });
    const protector = createProtector({ records: profile.records, vault, log: profile.log });
    const before = protector.protectPending();
    const late = profile.add(99);
    const single = protector.protect(late);
    folder = join(profile.folder, 'otro disco');
    await protector.vaultMoved();
    await Promise.all([before, single]);
    await protector.protectPending();
    expect(filesIn(folder)).toHaveLength(62);
    expect(protector.lastProblem()).toBeNull();
  });

  it('told to stop, ends after the document of now and leaves the rest for the next start', async () => {
    for (let folio = 1; folio <= 50; folio++) profile.add(folio);
    const { protector } = service();
    const working = protector.protectPending();
    await protector.stop();
    expect(await working).toBeLessThan(50);
    expect(await protector.protectPending()).toBe(0);
    const left = profile.store.backups.counts(profile.companyId).withoutFile;
    expect(await service().protector.protectPending()).toBe(left);
  });

  it('asked twice at once, does the work once', async () => {
    for (let folio = 1; folio <= 5; folio++) profile.add(folio);
    const { protector } = service();
    const [one, other] = await Promise.all([protector.protectPending(), protector.protectPending()]);
    expect([one, other]).toEqual([5, 5]);
    expect(
      profile.store.audit
        .list({}, { limit: 200 })
        .rows.filter(({ action }) => action === 'backup.file_written'),
    ).toHaveLength(5);
  });

  it('with a store that fails, still does not throw', async () => {
    const records = {
      ...profile.records,
      get: () => {
        throw new Error('SQLITE_CORRUPT');
      },
      withoutFile: () => {
        throw new Error('SQLITE_CORRUPT');
      },
    };
    const protector = createProtector({
      records,
      vault: createVault({ folder: () => profile.vaultFolder }),
      log: profile.log,
    });
    expect(await protector.protect(1)).toBe(false);
    expect(await protector.protectPending()).toBe(0);
    expect(protector.lastProblem()).toEqual({ code: 'internal' });
  });
});
