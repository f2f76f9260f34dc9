import { existsSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import { type Core, openCore, until } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { openLab, peek, settle } from './support/lab.ts';

const DOCUMENTS = 1_000;
/** So many of them the SII has; the others wait in the queue. */
const SENT = 60;

interface Kept {
  readonly type: number;
  readonly folio: number;
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly envelope: string;
  readonly job: string;
  readonly sii: string;
}
const allOf = (dbFile: string): readonly Kept[] =>
  peek(dbFile, (db) =>
    db
      .prepare<[], Kept>(
        `SELECT d.type, d.folio, d.sha256, c.bytes, e.sha256 AS envelope, j.state AS job, d.sii_state AS sii
         FROM document d JOIN document_content c ON c.document_id = d.id JOIN job j ON j.document_id = d.id
         JOIN envelope e ON e.id = j.envelope_id ORDER BY d.type, d.folio`,
      )
      .all(),
  );
const nextFolios = (dbFile: string): unknown =>
  peek(dbFile, (db) =>
    db.prepare('SELECT type, from_folio, next_folio FROM caf ORDER BY type, from_folio').all(),
  );

const inVault = (core: Core): Promise<void> =>
  until(async () => (await core.ask('vault.status', {})).waiting === 0, 'everything in the vault', 120_000);

test(`P6 ${DOCUMENTS} documents, the whole profile is deleted / restored from the vault alone / every hash, state and next folio is the same`, async () => {
  const lab = await openLab();
  try {
    const core = await lab.open();
    for (let n = 0; n < SENT; n++) await core.ask('documents.issue', { draft: draft({ type: 39 }) as never });
    await settle(core, lab.clock);
    await core.ask('sending.pause', { untilMs: lab.clock.now() + 86_400_000, reason: 'prueba' });
    for (let n = SENT; n < DOCUMENTS; n++)
      await core.ask('documents.issue', { draft: draft({ type: n % 3 === 0 ? 33 : 39 }) as never });
    await inVault(core);
    await core.stop();
    const before = allOf(lab.dbFile);
    const folios = nextFolios(lab.dbFile);
    expect(before).toHaveLength(DOCUMENTS);

    rmSync(`${lab.root}/perfil`, { recursive: true });
    const started = performance.now();
    const empty = await openCore({ root: lab.root, clock: lab.clock });
    const report = await empty.ask('restore.run', { folder: lab.vault, point: 'latest' });
    await empty.stop();
    const again = await openCore({ root: lab.root, clock: lab.clock, endpoints: lab.sii.endpoints });
    const seconds = (performance.now() - started) / 1_000;
    const after = allOf(lab.dbFile);
    const differing = before.filter((one, index) => {
      const other = after[index];
      return (
        !other ||
        other.sha256 !== one.sha256 ||
        !other.bytes.equals(one.bytes) ||
        other.envelope !== one.envelope
      );
    });
    // What waited may have been sent after its last copy: it comes back as in doubt, and the SII is asked before anything is sent.
    const states = before.filter((one, index) => {
      const other = after[index];
      const isSame = other?.job === one.job && other.sii === one.sii;
      return !isSame && !(one.job === 'pending' && other?.job !== 'abandoned' && other?.sii === 'uncertain');
    });
    tellFigures('P6', 'test/promises/p06-restore.test.ts', {
      documents: DOCUMENTS,
      restored: report.documents,
      'hashes that differ': differing.length,
      'states that differ': states.length,
      seconds: Math.round(seconds * 10) / 10,
    });
    expect(report).toMatchObject({ documents: DOCUMENTS, verified: DOCUMENTS, lost: [] });
    expect(after).toHaveLength(DOCUMENTS);
    expect(differing).toEqual([]);
    expect(
      states.map(({ type, folio, job, sii }) => ({
        type,
        folio,
        job,
        sii,
        now: after.find((each) => each.type === type && each.folio === folio)?.sii,
      })),
    ).toEqual([]);
    expect(nextFolios(lab.dbFile)).toEqual(folios);
    expect(existsSync(`${lab.root}/perfil/claves.json`)).toBe(true);
    await again.stop();
  } finally {
    await lab.close();
  }
}, 240_000);
