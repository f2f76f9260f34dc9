import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { appError } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/open.ts';
import { writeAnswer } from './answer-file.ts';
import { hashFile, streamDurably, writeDurably } from './durable.ts';
import { inFolder } from './failures.ts';
import { sha256 } from './hash.ts';
import type { ManifestEntry } from './manifest/line.ts';
import { MANIFEST_NAME, type Manifest } from './manifest/manifest.ts';
import { readManifest } from './manifest/read.ts';
import { ensureLevels, MIRROR_MARK } from './mirror.ts';
import { answerPath, companyOf, documentPath, envelopePath } from './paths.ts';
import type { BackupLog, VerifyDte } from './records.ts';
import { examineRows } from './rows.ts';
import type { Vault } from './vault.ts';

/**
 * What one round of the vault found. A file is damaged where no copy has the bytes that were registered, or a document's
 * signature or stamp does not hold; repaired where it was made again from a copy that has them.
 */
export const patrolReport = z.object({
  at: z.int(),
  /** Whether it was the whole vault, or the part of one night. */
  complete: z.boolean(),
  /** Files looked at, in each copy that is there. */
  checked: z.int(),
  repaired: z.array(z.object({ path: z.string(), where: z.enum(['vault', 'mirror', 'database']) })).max(500),
  damaged: z
    .array(z.object({ path: z.string(), why: z.enum(['hash', 'signature', 'stamp', 'row']) }))
    .max(500),
  manifest: z.enum(['whole', 'torn', 'broken', 'missing']),
  /** Null where the second copy is not there. */
  mirror: z.enum(['same', 'behind', 'other']).nullable(),
});
export type PatrolReport = z.infer<typeof patrolReport>;

export interface Patrol {
  /** @param files how many files at most, going on where the last part ended; null for all */
  run(files: number | null): Promise<PatrolReport>;
  /**
   * Brings one document back to what was signed, wherever a whole copy of it is: its files in both copies of the vault, and its
   * rows in the database. @throws AppError 'not_found', 'document_damaged' where no copy is whole
   */
  mend(documentId: number): Promise<{ readonly repaired: number }>;
  /** Newest first. */
  reports(): readonly PatrolReport[];
}

export interface PatrolOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly vaultFolder: () => string;
  readonly mirrorFolder: () => string | null;
  readonly manifest: () => Manifest;
  readonly verifyDte: VerifyDte;
  /** Whether the vault has a document as the database has it now. */
  readonly isKept: (documentId: number) => boolean;
  readonly clock: Clock;
  readonly log: BackupLog;
  /** The program ends: the round is broken off, and the next one goes on there. */
  readonly signal?: AbortSignal;
}

const REPORTS = 'backup.reports';
const CURSOR = 'backup.patrolCursor';
const KEPT_REPORTS = 30;
const MAX_NAMED = 500;
/** What is read whole is documents and answers; snapshots are hashed in pieces. */
const isLarge = (entry: ManifestEntry): boolean => entry.path.endsWith('.sqlite');

const hashOf = async (place: string): Promise<string | null> =>
  (await hashFile(place).catch(() => null))?.sha256 ?? null;

export const createPatrol = (options: PatrolOptions): Patrol => {
  const { store, vault, manifest, clock, log } = options;

  const reports = (): readonly PatrolReport[] => {
    const parsed = z.array(patrolReport).safeParse(store.settings.get(REPORTS));
    return parsed.success ? parsed.data : [];
  };

  /** The document that a path is of, as the database has it. */
  const documentOf = (path: string) => {
    const company = companyOf(path);
    const match = /\/T(\d{2,3})F(\d{1,16})\.(?:xml|respuesta\.json)$/.exec(path);
    if (!company || !match) return null;
    const owner = store.companies
      .all()
      .find((each) => each.rut === company.rut && each.environment === company.environment);
    return owner ? store.documents.find(owner.id, Number(match[1]) as 33, Number(match[2])) : null;
  };

  /** The registered bytes out of the database, if it has them. */
  const fromDatabase = (entry: ManifestEntry): Buffer | null => {
    const isIt = (bytes: Buffer | null | undefined): bytes is Buffer =>
      bytes !== null && bytes !== undefined && sha256(bytes) === entry.sha256;
    if (entry.kind === 'envio') {
      const document = ofEnvelope(entry.path);
      const bytes = document && store.envelopes.get(document.envelopeId)?.bytes;
      return isIt(bytes) ? bytes : null;
    }
    const document = documentOf(entry.path);
    if (!document) return null;
    if (entry.kind === 'respuesta') {
      const bundle = store.bundles.read(document.id);
      const bytes = bundle && writeAnswer(bundle);
      return isIt(bytes) ? bytes : null;
    }
    const bytes = store.documents.content(document.id)?.bytes;
    if (isIt(bytes)) return bytes;
    const spare = store.backups.bytes(document.id);
    return isIt(spare) ? spare : null;
  };

  /** The document that an envelope has its name from. */
  const ofEnvelope = (path: string) => {
    const name = /Envio_F(\d+)T(\d+)\.xml$/.exec(path);
    return name ? documentOf(path.replace(/envios\/.*$/, `T${name[2]}F${name[1]}.xml`)) : null;
  };
  const mendEnvelope = (entry: ManifestEntry, good: Buffer, mended: () => void): void => {
    const document = ofEnvelope(entry.path);
    const row = document && store.envelopes.get(document.envelopeId);
    if (!document || !row || row.sha256 !== entry.sha256 || sha256(row.bytes) === entry.sha256) return;
    store.bundles.repairEnvelope(document.envelopeId, good);
    store.audit.add({ actor: 'resguardo', action: 'backup.repaired', documentId: document.id });
    mended();
  };

  /** The list of backups says the same as the report. The trail tells what changed, not that all is still well. */
  const note = (document: ReturnType<typeof documentOf>, integrity: 'verified' | 'damaged'): void => {
    const before = document && store.backups.get(document.id);
    if (!document || !before) return;
    store.transaction(() => {
      store.backups.markVerified(document.id, integrity, clock.now());
      const { id: documentId } = document;
      if (integrity === 'damaged' && before.integrity !== 'damaged')
        store.audit.add({ actor: 'resguardo', action: 'backup.damaged', documentId });
      if (integrity === 'verified' && before.integrity === 'damaged')
        store.audit.add({
          actor: 'resguardo',
          action: 'backup.verified',
          documentId,
          params: { repaired: 1 },
        });
    });
  };

  const mirrorState = async (root: string | null): Promise<PatrolReport['mirror']> => {
    if (root === null) return null;
    const [ours, theirs] = await Promise.all(
      [options.vaultFolder(), root].map((each) => readFile(join(each, MANIFEST_NAME)).catch(() => null)),
    );
    if (!ours || !theirs) return 'other';
    if (ours.equals(theirs)) return 'same';
    return ours.subarray(0, theirs.length).equals(theirs) ? 'behind' : 'other';
  };

  /** What a round needs: the second copy if it is there, and what it has found so far. */
  const begin = async () => {
    const mirrorRoot = options.mirrorFolder();
    const mirror =
      mirrorRoot !== null && (await stat(join(mirrorRoot, MIRROR_MARK)).catch(() => null))
        ? mirrorRoot
        : null;
    const mirrored = mirror
      ? (await readManifest(join(mirror, MANIFEST_NAME)).catch(() => null))?.entries
      : null;
    const repaired: { path: string; where: 'vault' | 'mirror' | 'database' }[] = [];
    const damaged: { path: string; why: 'hash' | 'signature' | 'stamp' | 'row' }[] = [];
    let checked = 0;

    const examine = async (entry: ManifestEntry): Promise<void> => {
      const { path } = entry;
      const place = vault.locate(path);
      const inMirror = mirror && mirrored?.get(path)?.sha256 === entry.sha256;
      const mirrorPlace = inMirror ? join(mirror, ...path.split('/')) : null;
      const ours = await hashOf(place);
      const theirs = mirrorPlace ? await hashOf(mirrorPlace) : null;
      checked += mirrorPlace ? 2 : 1;
      const isOurs = ours === entry.sha256;
      const isTheirs = theirs === entry.sha256;
      let good: Buffer | null = null;
      if (!isLarge(entry)) {
        if (isOurs) good = await readFile(place);
        else if (isTheirs && mirrorPlace) good = await readFile(mirrorPlace);
        else good = fromDatabase(entry);
      }
      // Written anew between its file and its line, or since the list was made: looked at the next time.
      if (!isOurs && !good && (await manifest().entries()).get(path)?.sha256 !== entry.sha256) return;
      if (!isOurs && !isTheirs && !good) {
        damaged.push({ path, why: 'hash' });
        if (entry.kind === 'documento') note(documentOf(path), 'damaged');
        return;
      }
      if (!isOurs) {
        // The damaged one is kept under another name: it may be evidence of what happened.
        if (good) await vault.put(path, good);
        else if (mirrorPlace) await vault.stream(path, (await open(mirrorPlace, 'r')).createReadStream());
        repaired.push({ path, where: 'vault' });
      }
      if (mirror && mirrorPlace && !isTheirs) {
        // A second copy that can't be written is its own trouble: the vault is gone through all the same.
        try {
          await ensureLevels(mirror, path);
          if (good) await writeDurably(mirrorPlace, good, { conflict: 'set_aside' });
          else
            await streamDurably(mirrorPlace, (await open(place, 'r')).createReadStream(), {
              conflict: 'replace',
            });
          repaired.push({ path, where: 'mirror' });
        } catch (error) {
          log.warn('backup: the second copy could not be repaired', { path, cause: String(error) });
        }
      }
      if (entry.kind === 'envio' && good)
        mendEnvelope(entry, good, () => repaired.push({ path, where: 'database' }));
      if (entry.kind !== 'documento' || !good) return;
      const verdicts = options.verifyDte(good);
      const bad = (kind: 'dte' | 'ted'): boolean => verdicts.some((each) => each.kind === kind && !each.ok);
      if (bad('dte')) damaged.push({ path, why: 'signature' });
      else if (bad('ted')) damaged.push({ path, why: 'stamp' });
      const document = documentOf(path);
      const content = document && store.documents.content(document.id);
      if (document && content && document.sha256 === entry.sha256 && sha256(content.bytes) !== entry.sha256) {
        store.bundles.repairDocument(document.id, good);
        store.audit.add({ actor: 'resguardo', action: 'backup.repaired', documentId: document.id });
        repaired.push({ path, where: 'database' });
      }
      if (!document || document.sha256 !== entry.sha256) return;
      const spare = store.backups.bytes(document.id);
      if (spare && sha256(spare) !== entry.sha256) store.backups.repair(document.id, good);
      note(document, bad('dte') || bad('ted') ? 'damaged' : 'verified');
    };

    return { mirror, repaired, damaged, checked: () => checked, examine };
  };

  const run = async (files: number | null): Promise<PatrolReport> => {
    const read = await readManifest(join(options.vaultFolder(), MANIFEST_NAME)).catch(() => null);
    const entries = [...(await manifest().entries()).values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const cursor = store.settings.get(CURSOR);
    const from = files === null || typeof cursor !== 'string' ? '' : cursor;
    const part = files === null ? entries : entries.filter(({ path }) => path > from).slice(0, files);
    const round = await begin();
    for (const entry of part) {
      if (options.signal?.aborted) throw appError('cancelled');
      await inFolder(() => round.examine(entry));
      await nextTurn();
    }
    const { repaired, damaged, mirror } = round;
    const checked = round.checked();
    const rows = await examineRows(store, await manifest().entries(), options.isKept);
    repaired.push(...rows.repaired.map(({ path }) => ({ path, where: 'database' as const })));
    damaged.push(...rows.damaged.map(({ path }) => ({ path, why: 'row' as const })));
    const isEnd = files === null || part.length < files;
    store.settings.set(CURSOR, isEnd ? '' : (part.at(-1)?.path ?? ''));
    const report: PatrolReport = {
      at: clock.now(),
      complete: files === null || (from === '' && isEnd),
      checked,
      repaired: repaired.slice(0, MAX_NAMED),
      damaged: damaged.slice(0, MAX_NAMED),
      manifest: read === null ? 'missing' : (read.fault?.kind ?? 'whole'),
      mirror: await mirrorState(mirror),
    };
    store.settings.set(REPORTS, [report, ...reports()].slice(0, KEPT_REPORTS));
    log.info('backup: a round of the vault ended', {
      checked,
      repaired: repaired.length,
      damaged: damaged.length,
      rows: rows.checked,
      manifest: report.manifest,
    });
    return report;
  };

  const mend = async (documentId: number): Promise<{ readonly repaired: number }> => {
    const document = store.documents.get(documentId);
    const company = document && store.companies.get(document.companyId);
    const envelope = document && store.envelopes.get(document.envelopeId);
    if (!document || !company || !envelope) throw appError('not_found');
    const key = { ...document, environment: company.environment, rut: company.rut };
    const entries = await manifest().entries();
    const round = await begin();
    for (const path of [documentPath(key), envelopePath(key, envelope.fileName), answerPath(key)]) {
      const entry = entries.get(path);
      if (entry) await inFolder(() => round.examine(entry));
    }
    // The answer file is made anew from the database with the next change.
    if (round.damaged.some(({ path }) => path.endsWith('.xml')))
      throw appError('document_damaged', { type: document.type, folio: document.folio });
    return { repaired: round.repaired.length };
  };

  return { run, mend, reports };
};
