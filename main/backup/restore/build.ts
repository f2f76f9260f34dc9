import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompanyKey } from '../../../shared/domain/company-key.ts';
import { appError } from '../../../shared/domain/errors.ts';
import type { Environment } from '../../../shared/domain/states.ts';
import type { Clock } from '../../domain/clock.ts';
import { sealedKeyId } from '../../security/sealed.ts';
import type { Merged } from '../../store/bundles.ts';
import type { CarriedRow } from '../../store/carried.ts';
import { openStore, type Store } from '../../store/open.ts';
import { copyDatabase, inspectDatabase, settleDatabase } from '../../store/snapshot.ts';
import {
  KEYS_PATH,
  PRACTICE_PATH,
  RECOVERY_PATH,
  readCafFile,
  readCertificateFile,
  readCompanyFile,
  readSettingsFile,
  readTableFile,
  SETTINGS_PATH,
  TABLES_FOLDER,
} from '../business.ts';
import { hashFile } from '../durable.ts';
import { inFolder } from '../failures.ts';
import { sha256 } from '../hash.ts';
import { companyOf, kindOf } from '../paths.ts';
import type { BackupLog, VerifyDte } from '../records.ts';
import { readDocuments } from './documents.ts';
import { companyFromXml } from './from-xml.ts';
import type { VaultSource } from './source.ts';

/**
 * What a restored database begins from. latest: the newest snapshot that is whole, or none. files: the documents' files and
 * `negocio/` alone. snapshot: that one. database: a former state of this computer. On top of it comes every document of the
 * vault that it lacks, or knows less of.
 */
export type Base =
  | { readonly kind: 'latest' | 'files' }
  | { readonly kind: 'snapshot'; readonly path: string }
  | { readonly kind: 'database'; readonly file: string };

export type KeysFound =
  /** The keys of this profile open what is restored. */
  | 'kept'
  /** They come along; a passphrase opens them. */
  | 'passphrase'
  /** Throwaway keys of a practice company come along. */
  | 'practice'
  /** Certificate and CAFs have to be imported again; everything else is there. */
  | 'missing';

/** no_company: nothing in the vault says more of its issuer than a RUT. */
export const LOST_WHYS = ['damaged', 'no_envelope', 'no_company', 'conflict'] as const;
type LostWhy = (typeof LOST_WHYS)[number];

export interface RestoreReport {
  /** The snapshot that it began from; null where it began from nothing. */
  readonly snapshot: string | null;
  readonly companies: number;
  readonly documents: number;
  readonly added: number;
  readonly updated: number;
  readonly kept: number;
  /** Documents of which nothing but the signed file was left. */
  readonly incomplete: number;
  /** Files that are damaged in every copy, or whose folio another document has: by path, at most 500. */
  readonly lost: readonly { readonly path: string; readonly why: LostWhy }[];
  readonly verified: number;
  readonly bytes: number;
  readonly keys: KeysFound;
  /** Jobs that wait, for people to know that the SII is asked before anything is sent. */
  readonly waiting: number;
  /** By type: the newest folio that is known. What was issued later than the backup is not. */
  readonly lastFolios: readonly { readonly type: number; readonly folio: number }[];
}

export interface RestoreProgress {
  readonly phase: 'base' | 'documents' | 'verify';
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

export interface BuildOptions {
  readonly source: VaultSource;
  readonly other?: VaultSource;
  readonly base: Base;
  /** Made anew; what comes out of it lies there: `resguardo.sqlite`, and `claves.json` where keys come along. */
  readonly staging: string;
  /** The key file of the profile of now, if it has one. */
  readonly profileKeys: Buffer | null;
  /** The practice SII comes along only into a profile that has none. */
  readonly withPractice: boolean;
  /** Only documents of companies that the base has. */
  readonly onlyKnownCompanies?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whom the restored program works for, if it has that company; null: whom the copy says. */
  readonly workFor?: CompanyKey | null;
  readonly clock: Clock;
  readonly verifyDte: VerifyDte;
  readonly log: BackupLog;
  readonly onProgress?: (progress: RestoreProgress) => void;
  readonly signal?: AbortSignal;
}

export const RESTORED_DB = 'resguardo.sqlite';
export const KEY_FILE = 'claves.json';
export const PRACTICE_DB = 'sii-de-practica.sqlite';
const MAX_NAMED = 500;
/** Documents per transaction: few enough that the window's turn comes often. */
const SLICE = 50;

const goOn = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw appError('cancelled');
};

/** Puts a snapshot in place if it is what its register says and opens whole. */
const takeSnapshot = async (source: VaultSource, path: string, to: string): Promise<boolean> => {
  const known = (await source.snapshots()).find((each) => each.path === path);
  if (!known) return false;
  await inFolder(() => copyFile(join(source.folder, ...path.split('/')), to));
  const whole = (await hashFile(to))?.sha256 === known.sha256 && (await inspectDatabase(to, 1_000)).ok;
  if (!whole) await rm(to, { force: true });
  return whole;
};

/** @returns the snapshot's path, or null where there is nothing to begin from */
const placeBase = async (options: BuildOptions, to: string): Promise<string | null> => {
  const { base, source, log } = options;
  switch (base.kind) {
    case 'files':
      return null;
    case 'database':
      await copyDatabase(base.file, to);
      if (!(await inspectDatabase(to, 1)).ok) throw appError('snapshot_damaged');
      return null;
    case 'snapshot':
      if (!(await takeSnapshot(source, base.path, to))) throw appError('snapshot_damaged');
      return base.path;
    default:
      for (const { path } of await source.snapshots()) {
        goOn(options.signal);
        if (await takeSnapshot(source, path, to)) return path;
        log.warn('restore: a snapshot is not whole, the one before it is tried', { path });
      }
      return null;
  }
};

/** Tables that are carried as a whole. One may refer to another: all or, where that can't be, each for itself as far as it goes. */
const mergeTables = async (
  store: Store,
  { log }: BuildOptions,
  paths: readonly string[],
  whole: (path: string) => Promise<Buffer | null>,
): Promise<void> => {
  const tables: { readonly name: string; readonly rows: readonly CarriedRow[] }[] = [];
  for (const path of paths.filter((each) => each.startsWith(TABLES_FOLDER))) {
    const bytes = await whole(path);
    const rows = bytes && readTableFile(bytes);
    if (rows) tables.push({ name: path.slice(TABLES_FOLDER.length).replace(/\.json$/, ''), rows });
  }
  const put = (which: typeof tables): boolean => {
    try {
      store.transaction(() => {
        for (const { name, rows } of which) store.carried.putTable(name, rows);
      });
      return true;
    } catch (error) {
      log.warn('restore: tables do not fit to the rest', {
        tables: which.map(({ name }) => name).join(' '),
        cause: String(error),
      });
      return false;
    }
  };
  if (!put(tables)) for (const table of tables) put([table]);
};

/** Companies, certificates, CAFs and settings that the base does not have. */
const mergeBusiness = async (store: Store, options: BuildOptions): Promise<void> => {
  const { source, other } = options;
  const whole = async (path: string): Promise<Buffer | null> =>
    (await source.readWhole(path)) ?? (await other?.readWhole(path)) ?? null;
  const paths = [...new Set([...source.paths, ...(other?.paths ?? [])])].filter(
    (path) => kindOf(path) === 'negocio',
  );
  const isFresh = store.companies.all().length === 0;
  const companyId = (environment: Environment, rut: string): number | null =>
    store.companies.all().find((each) => each.rut === rut && each.environment === environment)?.id ?? null;

  for (const path of paths.filter((each) => each.endsWith('/empresa.json'))) {
    const bytes = await whole(path);
    const company = bytes && readCompanyFile(bytes);
    if (!company || options.onlyKnownCompanies) continue;
    if (companyId(company.environment, company.rut) === null) store.companies.insert(company);
  }
  const certificates = [];
  for (const path of paths) {
    const of = companyOf(path);
    const owner = of && companyId(of.environment, of.rut);
    if (!owner) continue;
    const bytes = await whole(path);
    if (!bytes) continue;
    const certificate = readCertificateFile(bytes);
    if (certificate) certificates.push({ owner, certificate });
    const caf = readCafFile(bytes);
    if (!caf) continue;
    const there = store.cafs
      .list(owner)
      .find(
        (each) => each.type === caf.type && each.fromFolio === caf.fromFolio && each.toFolio === caf.toFolio,
      );
    if (there) store.restoring.raiseFolio(there.id, caf.nextFolio);
    else store.cafs.insert({ ...caf, companyId: owner });
  }
  // The active one last: the last one that comes in is the active one.
  certificates.sort(
    (a, b) =>
      Number(a.certificate.active) - Number(b.certificate.active) ||
      a.certificate.importedAt - b.certificate.importedAt,
  );
  for (const { owner, certificate } of certificates) {
    const { active, ...rest } = certificate;
    const there = store.certificates.list(owner);
    const isKnown = there.some(
      (each) => each.fingerprint === rest.fingerprint && each.importedAt === rest.importedAt,
    );
    const newest = Math.max(0, ...there.map((each) => each.importedAt));
    if (!isKnown && (active || isFresh) && rest.importedAt >= newest)
      store.certificates.insert({ ...rest, companyId: owner });
  }
  await mergeTables(store, options, paths, whole);
  const settings = isFresh ? await whole(SETTINGS_PATH) : null;
  for (const [key, value] of Object.entries((settings && readSettingsFile(settings)) ?? {}))
    store.settings.set(key, value);
};

/** Which data key sealed what the working company's keys are in, or another's where it has none. */
const neededKey = (store: Store): string | null => {
  const working = store.companies.working();
  for (const { id } of [...(working ? [working] : []), ...store.companies.all()]) {
    const sealed = store.certificates.active(id)?.sealed ?? store.cafs.list(id)[0]?.sealedKey;
    if (sealed) return sealedKeyId(sealed);
  }
  return null;
};

const keyIdOf = (bytes: Buffer | null): { readonly id: string; readonly mode: string } | null => {
  try {
    const file = JSON.parse(bytes?.toString('utf8') ?? '') as {
      readonly current?: { readonly id?: string; readonly wrap?: { readonly mode?: string } };
    };
    const { id, wrap } = file.current ?? {};
    return id && wrap?.mode ? { id, mode: wrap.mode } : null;
  } catch {
    return null;
  }
};

/** The key file that opens what is restored. @returns it as well where it has to be put into the profile */
const chooseKeys = async (
  store: Store,
  options: BuildOptions,
): Promise<{ readonly found: KeysFound; readonly file: Buffer | null }> => {
  const needed = neededKey(store);
  if (needed === null) return { found: 'missing', file: null };
  if (keyIdOf(options.profileKeys)?.id === needed) return { found: 'kept', file: null };
  for (const path of [KEYS_PATH, RECOVERY_PATH]) {
    const file = await options.source.readWhole(path);
    const keys = keyIdOf(file);
    // A keyring of another computer opens nothing here.
    if (keys?.id === needed && (keys.mode === 'passphrase' || keys.mode === 'practice'))
      return { found: keys.mode, file };
  }
  return { found: 'missing', file: null };
};

/**
 * Makes a database out of a vault, in a place of its own. Nothing of the profile is touched.
 * @throws AppError 'snapshot_damaged', 'restore_failed' where what came out is not what the vault holds, 'cancelled',
 *   'disk_full', 'folder_not_writable'; then nothing stays behind
 */
export const buildRestored = async (options: BuildOptions): Promise<RestoreReport> => {
  const { staging } = options;
  await rm(staging, { recursive: true, force: true });
  await inFolder(() => mkdir(staging, { recursive: true, mode: 0o700 }));
  try {
    return await build(options);
  } catch (error) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    throw (error as { readonly code?: unknown }).code === 'SQLITE_FULL' ? appError('disk_full') : error;
  }
};

const build = async (options: BuildOptions): Promise<RestoreReport> => {
  const { source, staging, clock, signal, workFor = null } = options;
  const file = join(staging, RESTORED_DB);
  const now = clock.now();
  const total = source.paths.filter((path) => kindOf(path) === 'documento').length;
  const say = (phase: RestoreProgress['phase'], done: number, bytes: number): void =>
    options.onProgress?.({ phase, done, total, bytes });
  say('base', 0, 0);
  const snapshot = await placeBase(options, file);
  goOn(signal);
  const store = openStore(file, { clock });
  const figures: Record<Merged, number> = { added: 0, updated: 0, kept: 0, conflict: 0, damaged: 0 };
  const lost: { path: string; why: LostWhy }[] = [];
  const expected: {
    readonly path: string;
    readonly companyId: number;
    readonly sha256: string;
    type: number;
    folio: number;
  }[] = [];
  let [bytes, incomplete, keys, waiting, companies] = [0, 0, 'missing' as KeysFound, 0, 0];
  const lastFolios = new Map<number, number>();
  try {
    await mergeBusiness(store, options);
    const ids = new Map(store.companies.all().map((each) => [`${each.rut} ${each.environment}`, each.id]));
    let slice: { path: string; companyId: number; bundle: Parameters<Store['bundles']['merge']>[1] }[] = [];
    const flush = (): void => {
      store.transaction(() => {
        for (const { path, companyId, bundle } of slice) {
          const outcome = store.bundles.merge(companyId, bundle, now);
          figures[outcome] += 1;
          if (outcome === 'conflict' || outcome === 'damaged') lost.push({ path, why: outcome });
          else {
            const { type, folio, sha256: hash } = bundle.document;
            expected.push({ path, companyId, sha256: hash, type, folio });
            lastFolios.set(type, Math.max(folio, lastFolios.get(type) ?? 0));
          }
        }
      });
      slice = [];
    };
    const reader = { verifyDte: options.verifyDte, now, ...(options.other ? { other: options.other } : {}) };
    let done = 0;
    for await (const found of readDocuments(source, reader)) {
      goOn(signal);
      done += 1;
      if (found.bundle === null) lost.push({ path: found.path, why: found.why });
      else {
        const issuer = `${found.bundle.rut} ${found.bundle.environment}`;
        if (!ids.has(issuer) && !options.onlyKnownCompanies) {
          const { bytes: xml, envelope, environment } = found.bundle;
          const company = companyFromXml(xml, envelope.bytes, environment, now);
          if (company) ids.set(issuer, store.companies.insert(company));
        }
        const companyId = ids.get(issuer);
        if (companyId === undefined) {
          if (!options.onlyKnownCompanies) lost.push({ path: found.path, why: 'no_company' });
          continue;
        }
        if (!found.complete) incomplete += 1;
        bytes += found.bytes;
        slice.push({ path: found.path, companyId, bundle: found.bundle });
        if (slice.length === SLICE) flush();
      }
      if (done % SLICE === 0) say('documents', done, bytes);
    }
    flush();
    say('documents', done, bytes);
    companies = ids.size;
    for (const [key, value] of Object.entries(options.settings ?? {})) store.settings.set(key, value);
    // Restored out of what was the second copy: from now on it is the first one, and there is no second.
    const { 'vault.folder': folder } = options.settings ?? {};
    if (folder !== undefined && store.settings.get('mirror.folder') === folder)
      store.settings.set('mirror.folder', '');
    store.transaction(() => store.restoring.raiseFolios());

    let verified = 0;
    for (const { companyId, sha256: hash, type, folio } of expected) {
      const document = store.documents.find(companyId, type as 33, folio);
      const content = document && store.documents.content(document.id);
      const envelope = document && store.envelopes.get(document.envelopeId);
      if (!document || !content || !envelope) throw appError('restore_failed');
      if (document.sha256 !== hash || sha256(content.bytes) !== hash) throw appError('restore_failed');
      if (sha256(envelope.bytes) !== envelope.sha256) throw appError('restore_failed');
      verified += 1;
      if (verified % SLICE === 0) {
        goOn(signal);
        say('verify', verified, bytes);
        await nextTurn();
      }
    }
    if (workFor !== null && store.companies.find(workFor) !== null) store.companies.workFor(workFor);
    const chosen = await chooseKeys(store, options);
    keys = chosen.found;
    if (chosen.file) await inFolder(() => writeSecret(join(staging, KEY_FILE), chosen.file as Buffer));
    for (const { id } of store.companies.all()) {
      const counts = store.jobs.counts(id);
      waiting += counts.pending + counts.retrying + counts.needs_person + counts.abandoned;
    }
    if (options.withPractice) {
      const sii = await source.readWhole(PRACTICE_PATH);
      if (sii) await inFolder(() => writeSecret(join(staging, PRACTICE_DB), sii));
    }
  } finally {
    store.close();
  }
  settleDatabase(file);
  const verdict = await inspectDatabase(file, Number.POSITIVE_INFINITY);
  if (!verdict.ok) throw appError('restore_failed', { why: verdict.why });
  const { documents } = verdict.figures;
  say('verify', total, bytes);
  return {
    snapshot,
    companies,
    documents,
    added: figures.added,
    updated: figures.updated,
    kept: figures.kept,
    incomplete,
    lost: lost.slice(0, MAX_NAMED),
    verified: expected.length,
    bytes,
    keys,
    waiting,
    lastFolios: [...lastFolios].map(([type, folio]) => ({ type, folio })).sort((a, b) => a.type - b.type),
  };
};

const writeSecret = async (path: string, bytes: Buffer): Promise<void> => {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};
