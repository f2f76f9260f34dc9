import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.ts';
import { openStore, type Store } from '../../store/open.ts';
import { ANCHORED_VAULT } from '../anchored.ts';
import { MIRROR_UP_TO } from '../mirror.ts';
import type { BackupLog } from '../records.ts';
import { RESTORED_DB } from './build.ts';
import type { RestoreMarker, SwapFailpoint } from './swap.ts';

export interface SettleOptions {
  readonly profileDir: string;
  readonly store: Store;
  readonly pending: RestoreMarker;
  readonly clock: Clock;
  readonly log: BackupLog;
  readonly failpoint?: (name: SwapFailpoint) => void;
}

const SLICE = 100;

/**
 * What was set aside is not touched again, not even by opening it: a copy is read, in the staging folder that goes away at the end.
 * @returns the copy's path
 */
const readable = async (kept: string, staging: string): Promise<string> => {
  const copy = join(staging, 'anterior.sqlite');
  await mkdir(staging, { recursive: true, mode: 0o700 });
  for (const side of ['', '-wal']) {
    await rm(`${copy}${side}`, { force: true });
    if (existsSync(`${kept}${side}`)) await copyFile(`${kept}${side}`, `${copy}${side}`);
  }
  await rm(`${copy}-shm`, { force: true });
  return copy;
};

/**
 * Documents that the former database had and the backup had not: issued while the vault was away, or after the restore was
 * prepared. Only those of companies that the new one knows. A damaged former database gives what can be read of it.
 */
const mergeFormer = async ({ profileDir, store, pending, clock, log }: SettleOptions): Promise<number> => {
  const kept = join(profileDir, pending.kept, RESTORED_DB);
  if (!existsSync(kept)) return 0;
  let former: Store;
  try {
    former = openStore(await readable(kept, join(profileDir, pending.staging)), { clock });
  } catch (error) {
    log.warn('restore: the former database cannot be read', { cause: String(error) });
    return 0;
  }
  let added = 0;
  try {
    const ids = new Map(store.companies.all().map((each) => [`${each.rut} ${each.environment}`, each.id]));
    for (const company of former.companies.all()) {
      const there = ids.get(`${company.rut} ${company.environment}`);
      if (there === undefined) continue;
      store.folios.takeOver(there, former.folios.allNotes(company.id));
      for (const { id: _id, companyId: _company, ...caf } of former.cafs.list(company.id)) {
        const same = store.cafs
          .list(there)
          .find(
            (each) =>
              each.type === caf.type && each.fromFolio === caf.fromFolio && each.toFolio === caf.toFolio,
          );
        if (same) store.restoring.raiseFolio(same.id, caf.nextFolio);
        else store.cafs.insert({ ...caf, companyId: there });
      }
    }
    for (let after = 0; ; ) {
      const page = former.bundles.ids(after, SLICE);
      if (page.length === 0) break;
      after = page.at(-1) ?? after;
      const bundles = page.flatMap((id) => {
        try {
          return former.bundles.read(id) ?? [];
        } catch (error) {
          log.warn('restore: a document of the former database cannot be read', { id, cause: String(error) });
          return [];
        }
      });
      store.transaction(() => {
        for (const bundle of bundles) {
          const companyId = ids.get(`${bundle.rut} ${bundle.environment}`);
          if (companyId === undefined) continue;
          const outcome = store.bundles.merge(companyId, bundle, clock.now());
          if (outcome === 'added') added += 1;
          if (outcome === 'conflict' || outcome === 'damaged')
            log.warn('restore: a document of the former database was not taken over', {
              type: bundle.document.type,
              folio: bundle.document.folio,
              outcome,
            });
        }
      });
      await nextTurn();
    }
  } catch (error) {
    // What came over stays; the former file is kept as it is.
    log.warn('restore: the former database could not be read to its end', { cause: String(error) });
  } finally {
    former.close();
  }
  return added;
};

/**
 * The last phase of a restore, with the new database open and before anything is sent. It is not over before `endPending`, which
 * comes when everything else that has to doubt its own has done so: a crash until then does this phase again.
 */
export const settleRestored = async (options: SettleOptions): Promise<void> => {
  const { store, pending, clock, log } = options;
  if (pending.fresh) {
    store.audit.add({
      actor: pending.by ?? 'resguardo',
      action: 'environment.left',
      params: { ...pending.figures },
    });
    return;
  }
  const rescued = await mergeFormer(options);
  const doubtful = store.transaction(() => {
    const jobs = store.restoring.doubt(clock.now());
    // What the vault knows of the trail went on without the database that came back.
    store.settings.set(ANCHORED_VAULT, null);
    // Numbers of documents are given anew: how far the second copy goes is found out by it.
    store.settings.set(MIRROR_UP_TO, null);
    store.restoring.raiseFolios();
    store.audit.add({
      actor: pending.by ?? 'resguardo',
      action: 'restore.done',
      params: { ...pending.figures, rescued, doubtful: jobs },
    });
    return jobs;
  });
  options.failpoint?.('swap.settled');
  log.info('restore: done', { ...pending.figures, rescued, doubtful });
};
