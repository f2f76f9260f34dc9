import { unlink } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { appError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Store } from '../../store/open.ts';
import type { OldDocument } from '../../store/retired.ts';
import { openSnapshot } from '../../store/snapshot.ts';
import { hashFile, syncFolder } from '../durable.ts';
import { inFolder } from '../failures.ts';
import { sha256 } from '../hash.ts';
import type { ManifestEntry } from '../manifest/line.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { answerPath, documentPath } from '../paths.ts';
import type { BackupLog } from '../records.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { Vault } from '../vault.ts';
import { keptFrom, mayGo } from './rule.ts';

const figures = z.object({ at: z.int(), documents: z.int(), files: z.int(), bytes: z.int() });
const stored = z.object({
  enabled: z.boolean(),
  /** Who saw the first plan and agreed to it; null until then, and nothing goes by itself. */
  confirmed: z.object({ at: z.int(), by: z.string() }).nullable(),
  last: figures.nullable(),
});
type Stored = z.infer<typeof stored>;

export interface CleanupPlan {
  readonly documents: readonly OldDocument[];
  readonly files: number;
  readonly bytes: number;
}

export interface CleanupView extends Stored {
  /** The first day of issue whose documents stay in any case. */
  readonly keptFrom: string;
  readonly plan: CleanupPlan;
}

/**
 * Takes the files of documents out of the vault whose years are over, if a person wants that. The document stays in the database and in
 * its snapshots: what goes is one of several copies, and never the last.
 */
export interface Cleanup {
  view(): Promise<CleanupView>;
  set(enabled: boolean, actor: string): void;
  /**
   * @param seen what the person was shown: another plan by now is not the one that was agreed to
   * @throws AppError 'plan_changed', 'snapshot_damaged' where no whole snapshot holds what would go
   */
  run(
    seen: { readonly documents: number; readonly files: number },
    actor: string,
  ): Promise<z.infer<typeof figures>>;
  /** By itself: only once a person has confirmed, and once a month. */
  isDue(): boolean;
  runDue(): Promise<void>;
}

export interface CleanupOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly manifest: () => Manifest;
  readonly snapshots: Pick<Snapshots, 'list'>;
  readonly clock: Clock;
  readonly log: BackupLog;
}

const SETTING = 'backup.cleanup';
const EVERY_MS = 30 * 24 * 3_600_000;
const PROGRAM = 'resguardo';
const SLICE = 50;
/** A date is believed once the program has lived with it: on so many of the last so many days. */
const LIVED = { days: 10, of: 30 } as const;

export const createCleanup = ({ store, vault, manifest, snapshots, clock, log }: CleanupOptions): Cleanup => {
  const read = (): Stored => {
    const parsed = stored.safeParse(store.settings.get(SETTING));
    return parsed.success ? parsed.data : { enabled: false, confirmed: null, last: null };
  };
  const save = (change: Partial<Stored>): void => store.settings.set(SETTING, { ...read(), ...change });

  const filesOf = (
    { id }: OldDocument,
    entries: ReadonlyMap<string, ManifestEntry>,
  ): readonly ManifestEntry[] => {
    const document = store.documents.get(id);
    const company = document && store.companies.get(document.companyId);
    if (!document || !company) return [];
    const key = { ...document, environment: company.environment, rut: company.rut };
    // The envelope stays: it may be of several documents.
    return [documentPath(key), answerPath(key)].flatMap((path) => entries.get(path) ?? []);
  };

  /** The clock's time, or the beginning of all time while the clock may have been set ahead: then everything is too young to go. */
  const believed = (): number => {
    const now = clock.now();
    return store.retired.daysLived(now, LIVED.of) >= LIVED.days ? now : 0;
  };

  const plan = async (): Promise<CleanupPlan> => {
    const entries = await manifest().entries();
    const documents = store.retired
      .candidates(keptFrom(believed()))
      .filter((document) => filesOf(document, entries).length > 0);
    const files = documents.flatMap((document) => filesOf(document, entries));
    return { documents, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  };

  const remove = async (
    documents: readonly OldDocument[],
    actor: string,
  ): Promise<z.infer<typeof figures>> => {
    const [newest] = await snapshots.list();
    const place = newest && vault.locate(newest.path);
    if (!newest || !place || (await hashFile(place).catch(() => null))?.sha256 !== newest.sha256)
      throw appError('snapshot_damaged');
    const copy = openSnapshot(place);
    let [gone, files, bytes] = [0, 0, 0];
    try {
      for (const [index, document] of documents.entries()) {
        if (index % SLICE === 0) await nextTurn();
        const row = store.documents.get(document.id);
        const content = store.documents.content(document.id);
        const company = row && store.companies.get(row.companyId);
        if (!row || !content || !company) continue;
        const there = copy.document(company.rut, company.environment, row.type, row.folio);
        const candidate = {
          issuedOn: row.issuedOn,
          settled: store.jobs.ofDocument(row.id)?.state === 'success' && row.pollDueAt === null,
          wholeHere: sha256(content.bytes) === row.sha256,
          wholeInSnapshot: there !== null && sha256(there) === row.sha256,
        };
        if (!mayGo(candidate, believed())) continue;
        const entries = filesOf(document, await manifest().entries());
        // First what is known of it, then the line, then the file: broken off anywhere, nothing stands for what is gone.
        if (!store.retired.isRetired(row.id))
          store.audit.add({ actor, action: 'backup.retired', documentId: row.id });
        await inFolder(() =>
          manifest().add(entries.map((entry) => ({ ...entry, kind: 'retirado' as const }))),
        );
        for (const { path, size } of entries) {
          await unlink(vault.locate(path)).catch(() => undefined);
          files += 1;
          bytes += size;
        }
        gone += 1;
      }
    } finally {
      copy.close();
    }
    await syncFolder(vault.locate(newest.path).replace(/[\\/][^\\/]*$/, '')).catch(() => undefined);
    const done = { at: clock.now(), documents: gone, files, bytes };
    save({ last: done });
    store.audit.add({ actor, action: 'cleanup.done', params: { documents: gone, files, bytes } });
    log.info('backup: files of documents past their years were let go', { documents: gone, files, bytes });
    return done;
  };

  const isDue = (): boolean => {
    const { enabled, confirmed, last } = read();
    if (!enabled || confirmed === null) return false;
    const since = clock.now() - (last?.at ?? 0);
    return since >= EVERY_MS || since < 0;
  };

  return {
    view: async () => ({ ...read(), keptFrom: keptFrom(clock.now()), plan: await plan() }),
    set(enabled, actor) {
      save({ enabled });
      store.audit.add({ actor, action: enabled ? 'cleanup.enabled' : 'cleanup.disabled' });
    },
    async run(seen, actor) {
      const { documents, files } = await plan();
      if (!read().enabled || documents.length !== seen.documents || files !== seen.files)
        throw appError('plan_changed');
      const done = await remove(documents, actor);
      save({ confirmed: read().confirmed ?? { at: clock.now(), by: actor } });
      return done;
    },
    isDue,
    async runDue() {
      if (!isDue()) return;
      await remove((await plan()).documents, PROGRAM);
    },
  };
};
