import { rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProtector } from '../../../main/backup/protector.ts';
import { createVault, type Vault } from '../../../main/backup/vault.ts';
import { createVerifier, type VerifyBackups } from '../../../main/backup/verify.ts';
import {
  DOCUMENT,
  dteBytes,
  ENVELOPE,
  envelopeBytes,
  filesIn,
  flipped,
  goodSignature,
  hash,
  openProfile,
  type Profile,
  readIn,
} from './fixture.ts';

const SEED = 20_261_127;

let profile: Profile;
let vault: Vault;
let verify: VerifyBackups;
let ids: number[];

const verifier = (verifyDte = goodSignature): VerifyBackups =>
  createVerifier({ records: profile.records, vault, verifyDte, log: profile.log });
const protect = () => createProtector({ records: profile.records, vault, log: profile.log }).protectPending();

beforeEach(async () => {
  profile = openProfile();
  vault = createVault({ folder: () => profile.vaultFolder });
  ids = [1, 2, 3].map((folio) => profile.add(folio));
  await protect();
  verify = verifier();
});
afterEach(() => {
  profile.close();
});

const place = (path: string): string => join(profile.vaultFolder, path);
const spoilFile = (path: string, at = 100): void =>
  writeFileSync(place(path), flipped(readIn(profile.vaultFolder, path), at));
const spoilRow = (table: 'document_content' | 'backup_content', id: number, at = 100): void =>
  profile.damage(`UPDATE ${table} SET bytes = ? WHERE document_id = ?`, flipped(dteBytes(33, 1), at), id);
const spoilEnvelopeRow = (id: number): void =>
  profile.damage(
    'UPDATE envelope SET bytes = ? WHERE id = (SELECT envelope_id FROM document WHERE id = ?)',
    flipped(envelopeBytes(33, 1), 100),
    id,
  );
const first = (): number => ids[0] ?? 0;
const actions = (id: number): string[] => profile.store.audit.ofDocument(id).map(({ action }) => action);

describe('verification', () => {
  it('of whole backups, finds them whole, writes nothing, and tells the trail once', async () => {
    profile.clock.set(profile.clock.now() + 1_000);
    const progress: [number, number][] = [];
    expect(await verify(null, (done, total) => progress.push([done, total]))).toEqual({
      checked: 3,
      verified: 3,
      repaired: 0,
      damaged: [],
    });
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(profile.store.backups.get(first())?.verifiedAt).toBe(profile.clock.now());
    expect(actions(first())).toEqual(['backup.file_written']);
    expect(profile.store.audit.list().rows[0]).toMatchObject({
      action: 'backup.verified',
      params: { checked: 3, verified: 3, repaired: 0, damaged: 0 },
    });
  });

  it('of some ids, looks at those alone, once each, and passes by what has no backup', async () => {
    const waiting = profile.add(9, { backup: false });
    expect(await verify([first(), first(), waiting, 12_345])).toMatchObject({ checked: 1, verified: 1 });
  });

  it('with one bit of a file flipped, sets it aside and makes it again from the row', async () => {
    spoilFile(DOCUMENT(1));
    const spoilt = hash(readIn(profile.vaultFolder, DOCUMENT(1)));
    expect(await verify(null)).toEqual({ checked: 3, verified: 3, repaired: 1, damaged: [] });
    expect(readIn(profile.vaultFolder, DOCUMENT(1))).toEqual(dteBytes(33, 1));
    expect(hash(readIn(profile.vaultFolder, `${DOCUMENT(1)}.conflicto-${spoilt.slice(0, 12)}`))).toBe(spoilt);
    expect(profile.store.backups.get(first())?.integrity).toBe('verified');
    expect(actions(first())[0]).toBe('backup.verified');
  });

  it.each([
    ['the document', DOCUMENT(1)],
    ['the envelope', ENVELOPE(1)],
  ])('with the file of %s gone, makes it again', async (_, path) => {
    unlinkSync(place(path));
    expect(await verify(null)).toMatchObject({ verified: 3, repaired: 1, damaged: [] });
    expect(filesIn(profile.vaultFolder)).toHaveLength(6);
  });

  it('with one bit of the envelope file flipped, makes it again as it was sent', async () => {
    spoilFile(ENVELOPE(1));
    expect(await verify(null)).toMatchObject({ verified: 3, repaired: 1 });
    expect(readIn(profile.vaultFolder, ENVELOPE(1))).toEqual(envelopeBytes(33, 1));
  });

  it('with one bit of the row flipped, makes it again from the good copy', async () => {
    spoilRow('backup_content', first());
    expect(await verify(null)).toMatchObject({ verified: 3, repaired: 1, damaged: [] });
    expect(profile.store.backups.bytes(first())).toEqual(dteBytes(33, 1));
  });

  it('with row and file damaged, takes the document that was issued', async () => {
    spoilRow('backup_content', first());
    spoilFile(DOCUMENT(1), 200);
    expect(await verify(null)).toMatchObject({ verified: 3, repaired: 1, damaged: [] });
    expect(profile.store.backups.bytes(first())).toEqual(dteBytes(33, 1));
    expect(readIn(profile.vaultFolder, DOCUMENT(1))).toEqual(dteBytes(33, 1));
  });

  it("with the document's own row damaged, names it and never writes to it", async () => {
    spoilRow('document_content', first());
    const expected = { checked: 3, verified: 2, repaired: 0, damaged: [{ id: first(), type: 33, folio: 1 }] };
    expect(await verify(null)).toEqual(expected);
    expect(profile.store.documents.content(first())?.bytes).toEqual(flipped(dteBytes(33, 1), 100));
    expect(profile.store.backups.get(first())?.integrity).toBe('damaged');
    expect(await verify(null)).toEqual(expected);
    expect(actions(first()).filter((action) => action === 'backup.damaged')).toHaveLength(1);
  });

  it("with the row damaged and the document's own too, makes the row again from the file", async () => {
    spoilRow('document_content', first());
    spoilRow('backup_content', first(), 300);
    expect(await verify([first()])).toMatchObject({ verified: 0, repaired: 1, damaged: [{ folio: 1 }] });
    expect(profile.store.backups.bytes(first())).toEqual(dteBytes(33, 1));
  });

  it('with no whole copy left, names it and changes no byte of what is there', async () => {
    spoilRow('document_content', first(), 10);
    spoilRow('backup_content', first(), 20);
    spoilFile(DOCUMENT(1), 30);
    const before = readIn(profile.vaultFolder, DOCUMENT(1));
    expect(await verify(null)).toMatchObject({
      checked: 3,
      verified: 2,
      repaired: 0,
      damaged: [{ folio: 1 }],
    });
    expect(readIn(profile.vaultFolder, DOCUMENT(1))).toEqual(before);
    expect(profile.store.backups.bytes(first())).toEqual(flipped(dteBytes(33, 1), 20));
  });

  it("with the envelope's row damaged, names it; with its file damaged too, as well", async () => {
    spoilEnvelopeRow(first());
    expect(await verify([first()])).toMatchObject({ verified: 0, damaged: [{ folio: 1 }] });
    expect(readIn(profile.vaultFolder, ENVELOPE(1))).toEqual(envelopeBytes(33, 1));
    spoilFile(ENVELOPE(1));
    expect(await verify([first()])).toMatchObject({ verified: 0, damaged: [{ folio: 1 }] });
  });

  it('with a path in the row that is not its own, looks where the document belongs', async () => {
    profile.damage("UPDATE backup SET file = '../../etc/passwd' WHERE document_id = ?", first());
    expect(await verify(null)).toMatchObject({ verified: 3, damaged: [] });
    expect(profile.store.backups.get(first())?.file).toBe(DOCUMENT(1));
  });

  it('with a file that was not written yet, writes it, and does not call that a repair', async () => {
    const id = profile.add(4);
    expect(await verify([id])).toEqual({ checked: 1, verified: 1, repaired: 0, damaged: [] });
    expect(profile.store.backups.get(id)?.file).toBe(DOCUMENT(4));
    expect(readIn(profile.vaultFolder, DOCUMENT(4))).toEqual(dteBytes(33, 4));
  });

  it.each([
    [
      'does not verify',
      () => [{ file: '', kind: 'dte' as const, id: '', ok: false, reason: 'digest', context: 'none' }],
    ],
    ['is missing', () => []],
  ])('with a signature that %s, names the document', async (_, verifyDte) => {
    expect(await verifier(verifyDte)([first()])).toMatchObject({ verified: 0, damaged: [{ folio: 1 }] });
  });

  it('with a verifier that fails itself, passes that on and calls no document damaged', async () => {
    const broken = verifier(() => {
      throw new Error('bug');
    });
    await expect(broken(null)).rejects.toThrow('bug');
    expect(profile.store.backups.counts(profile.companyId)).toMatchObject({ verified: 3, damaged: 0 });
  });

  it('with the vault folder out of reach, says so, and calls no document damaged', async () => {
    rmSync(profile.vaultFolder, { recursive: true });
    writeFileSync(profile.vaultFolder, 'no soy carpeta');
    await expect(verify(null)).rejects.toMatchObject({ value: { code: 'folder_not_writable' } });
    expect(profile.store.backups.counts(profile.companyId)).toMatchObject({ verified: 3, damaged: 0 });
  });
});

describe(`verification (seed ${SEED})`, () => {
  it('with any one bit of any copy flipped, finds it, and repairs it where it may', async () => {
    const copies = fc.constantFrom('file', 'envelope file', 'backup row', 'document row', 'envelope row');
    let [flips, repaired, named] = [0, 0, 0];
    const setBytes = (table: string, column: string, id: number, bytes: Buffer): void =>
      profile.damage(
        `UPDATE ${table} SET bytes = ? WHERE ${column} = (SELECT ${column === 'id' ? 'envelope_id' : 'id'} FROM document WHERE id = ?)`,
        bytes,
        id,
      );
    await fc.assert(
      fc.asyncProperty(copies, fc.nat(), fc.nat(7), async (copy, where, bit) => {
        const flip = (bytes: Buffer): Buffer => {
          const at = where % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          return bytes;
        };
        flips += 1;
        const id = first();
        if (copy === 'file') writeFileSync(place(DOCUMENT(1)), flip(dteBytes(33, 1)));
        if (copy === 'envelope file') writeFileSync(place(ENVELOPE(1)), flip(envelopeBytes(33, 1)));
        if (copy === 'backup row') setBytes('backup_content', 'document_id', id, flip(dteBytes(33, 1)));
        if (copy === 'document row') setBytes('document_content', 'document_id', id, flip(dteBytes(33, 1)));
        if (copy === 'envelope row') setBytes('envelope', 'id', id, flip(envelopeBytes(33, 1)));
        const result = await verify([id]);
        if (copy === 'document row' || copy === 'envelope row') {
          expect(result).toMatchObject({ verified: 0, repaired: 0, damaged: [{ id }] });
          named += 1;
          setBytes('document_content', 'document_id', id, dteBytes(33, 1));
          setBytes('envelope', 'id', id, envelopeBytes(33, 1));
        } else {
          expect(result).toEqual({ checked: 1, verified: 1, repaired: 1, damaged: [] });
          repaired += 1;
        }
        expect(await verify([id])).toEqual({ checked: 1, verified: 1, repaired: 0, damaged: [] });
      }),
      { seed: SEED, numRuns: 200 },
    );
    process.stdout.write(
      `bit flips: ${flips} made, ${repaired} repaired, ${named} named, 0 missed (seed ${SEED})\n`,
    );
    expect(repaired + named).toBe(flips);
  });
});

describe('verification of many', () => {
  it('leaves the main loop free', async () => {
    profile.store.transaction(() => {
      for (let folio = 10; folio < 507; folio++) profile.add(folio);
    });
    const started = performance.now();
    await protect();
    const written = performance.now();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const result = await verify(null);
    delay.disable();
    const ms = Math.round(performance.now() - written);
    process.stdout.write(
      `500 backups: files written in ${Math.round(written - started)} ms, all verified in ${ms} ms, loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms\n`,
    );
    expect(result).toEqual({ checked: 500, verified: 500, repaired: 0, damaged: [] });
    expect(delay.percentile(99) / 1e6).toBeLessThan(50);
  }, 120_000);
});
