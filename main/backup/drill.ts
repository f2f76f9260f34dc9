import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../../shared/domain/errors.ts';
import type { Clock } from '../domain/clock.ts';
import { openStore, type Store } from '../store/open.ts';
import type { BackupLog, VerifyDte } from './records.ts';
import { buildRestored, RESTORED_DB } from './restore/build.ts';
import { openSource } from './restore/source.ts';

/** What a drill found: the vault alone was restored into a place of its own, and held against the database of now. */
export const drillReport = z.object({
  at: z.int(),
  ok: z.boolean(),
  /** Documents of the database of now. */
  documents: z.int(),
  /** Of these, how many came back with the same bytes. */
  same: z.int(),
  /** CAF ranges whose next folio would be the same as now, or further. */
  foliosRight: z.boolean(),
  ms: z.int(),
  snapshot: z.string().nullable(),
  error: z.string().nullable(),
});
export type DrillReport = z.infer<typeof drillReport>;

export interface Drill {
  /**
   * Never throws: a restore that does not work is what it is to find out.
   * @param actor who asked for it, for the trail; the program itself where nobody did
   */
  run(actor?: string): Promise<DrillReport>;
  /** Newest first. */
  reports(): readonly DrillReport[];
}

export interface DrillOptions {
  readonly store: Store;
  readonly vaultFolder: () => string;
  /** Brings the vault up to date first: what was signed a moment ago is no failure of the vault. */
  readonly keep: () => Promise<unknown>;
  readonly workDir: string;
  readonly clock: Clock;
  readonly verifyDte: VerifyDte;
  readonly log: BackupLog;
  /** The program ends. */
  readonly signal?: AbortSignal;
}

const REPORTS = 'backup.drills';
const KEPT_REPORTS = 12;
const PAGE = 500;

export const createDrill = (options: DrillOptions): Drill => {
  const { store, clock, log } = options;
  const reports = (): readonly DrillReport[] => {
    const parsed = z.array(drillReport).safeParse(store.settings.get(REPORTS));
    return parsed.success ? parsed.data : [];
  };

  const compare = (restored: Store): Pick<DrillReport, 'documents' | 'same' | 'foliosRight'> => {
    const companies = new Map(
      restored.companies.all().map((each) => [`${each.rut} ${each.environment}`, each.id]),
    );
    const there = new Map(
      store.companies.all().map((each) => [each.id, companies.get(`${each.rut} ${each.environment}`) ?? 0]),
    );
    let [documents, same, after] = [0, 0, 0];
    for (;;) {
      const ids = store.bundles.ids(after, PAGE);
      for (const id of ids) {
        const document = store.documents.get(id);
        if (!document) continue;
        documents += 1;
        // Its bytes were hashed by the restore.
        const found = restored.documents.find(
          there.get(document.companyId) ?? 0,
          document.type,
          document.folio,
        );
        if (found?.sha256 === document.sha256) same += 1;
      }
      after = ids.at(-1) ?? after;
      if (ids.length < PAGE) break;
    }
    const foliosRight = store.companies.all().every((company) =>
      store.cafs.list(company.id).every((caf) => {
        const found = restored.cafs
          .list(there.get(company.id) ?? 0)
          .find((each) => each.type === caf.type && each.fromFolio === caf.fromFolio);
        return found !== undefined && found.nextFolio >= caf.nextFolio;
      }),
    );
    return { documents, same, foliosRight };
  };

  const run = async (actor = 'resguardo'): Promise<DrillReport> => {
    const staging = join(options.workDir, 'simulacro');
    const began = performance.now();
    let report: DrillReport;
    try {
      await options.keep();
      const built = await buildRestored({
        source: await openSource(options.vaultFolder()),
        base: { kind: 'latest' },
        staging,
        profileKeys: null,
        withPractice: false,
        clock,
        verifyDte: options.verifyDte,
        log,
        ...(options.signal ? { signal: options.signal } : {}),
      });
      const restored = openStore(join(staging, RESTORED_DB), { clock });
      try {
        const found = compare(restored);
        const ok = found.same === found.documents && found.foliosRight && built.lost.length === 0;
        const ms = Math.round(performance.now() - began);
        report = { at: clock.now(), ok, ...found, ms, snapshot: built.snapshot, error: null };
      } finally {
        restored.close();
      }
    } catch (error) {
      const code: ErrorCode = error instanceof AppError ? error.value.code : 'internal';
      log.warn('backup: the restore drill failed', { code, cause: String((error as Error).message) });
      report = {
        at: clock.now(),
        ok: false,
        documents: store.bundles.countAfter(0),
        same: 0,
        foliosRight: false,
        ms: Math.round(performance.now() - began),
        snapshot: null,
        error: code,
      };
    } finally {
      await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    }
    // Broken off is neither a success nor a failure of the backups.
    if (report.error === 'cancelled') return report;
    store.settings.set(REPORTS, [report, ...reports()].slice(0, KEPT_REPORTS));
    const { ok, documents, same } = report;
    store.audit.add({
      actor,
      action: 'drill.done',
      params: { ok: ok ? 1 : 0, documents, same },
    });
    return report;
  };

  return { run, reports };
};
