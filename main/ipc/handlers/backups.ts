import { appError } from '../../../shared/domain/errors.ts';
import { exportDocuments } from '../../backup/export.ts';
import { type ExportSelection, exportSource } from '../../backup/export-source.ts';
import { inspectFolder } from '../../backup/folder.ts';
import type { Store } from '../../store/open.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { backupRow } from '../views.ts';
import { companyIn } from '../which-company.ts';
import { sqlFilter } from './filters.ts';

/** Chosen ones are all of one list, which is one company's. */
const companyOfSelection = (store: Store, selection: ExportSelection): number => {
  if (selection.by === 'filter') return companyIn(store, selection.filter.company);
  const [first = 0] = selection.ids;
  return store.documents.get(first)?.companyId ?? companyIn(store, null);
};

export const backupHandlers = ({
  store,
  clock,
  preferences,
  safekeeping,
  verify,
  announce,
}: Services): Pick<Handlers, 'backups.list' | 'backups.summary' | 'backups.verify' | 'exports.run'> => ({
  'backups.list': ({ filter, sort, cursor, limit }) => {
    const companyId = companyIn(store, filter.company);
    const page = store.backups.list(companyId, sqlFilter(filter), {
      cursor,
      limit,
      ...(sort ? { sort } : {}),
    });
    const upTo = safekeeping.mirroredUpTo();
    return {
      items: page.rows.map((row) => {
        const job = store.jobs.ofDocument(row.document.id);
        if (!job) throw appError('not_found');
        return backupRow(row, job, upTo);
      }),
      nextCursor: page.next,
      total: page.total,
      exact: page.exact,
      ordered: page.ordered,
      all: cursor === null ? store.lists.documents.all(companyId, 'backups') : null,
    };
  },

  'backups.summary': async ({ company }) => {
    const id = companyIn(store, company);
    const states = store.documents.counts(id);
    const figures = store.figures.backups(id);
    const counts = store.backups.counts(id);
    const folder = preferences.vaultFolder();
    const { freeBytes } = await inspectFolder(folder);
    const documents = Object.values(states).reduce((sum, n) => sum + n, 0);
    return {
      documents,
      received: documents - states.not_sent - states.uncertain,
      backedUp: figures.backedUp,
      filesPending: counts.withoutFile,
      damaged: counts.damaged,
      bytes: figures.bytes,
      lastBackupAt: figures.lastBackupAt,
      lastVerifiedAt: figures.lastVerifiedAt,
      nextVerificationAt: safekeeping.nextPatrolAt(),
      folder,
      freeBytes,
    };
  },

  'backups.verify': async ({ ids }, { name }) => {
    const result = await verify(ids, undefined, name);
    announce(['backups']);
    return { ...result, damaged: [...result.damaged] };
  },

  'exports.run': async ({ selection, folder, as }, { name }) => {
    const { documents, issuers } = exportSource(store, companyOfSelection(store, selection), selection);
    const result = await exportDocuments({
      documents,
      issuers,
      folder,
      as: as === 'zip' ? 'zip' : 'files',
      bare: as === 'xml',
      now: clock.now(),
    });
    store.audit.add({
      actor: name,
      action: 'export.made',
      params: { documents: result.documents, bytes: result.bytes, as },
    });
    return { ...result, files: [...result.files] };
  },
});
