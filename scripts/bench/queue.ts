import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLedger } from '../../main/sending/ledger.ts';
import type { ListFilter, Scope } from '../../main/store/lists/filter.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import { FILLED_UNTIL, fillDatabase, SEARCHES } from './fill.ts';
import { type Figure, measure, measurePages } from './measure.ts';

const COMPANY = 1;

/** What the sender does in one transaction to take a document: main/sending/claims.ts and ledger.ts. */
const claimNext = (store: Store): boolean => {
  const job = store.jobs.due(FILLED_UNTIL);
  if (!job || store.jobs.ofEnvelope(job.envelopeId).length !== 1) return false;
  const { documentId, askFirst, uncertainSince } = job;
  const number = store.attempts.nextNumber(documentId);
  const how = { upload: true, askFirst, uncertainSince };
  if (!store.jobs.lease(job, { owner: 'bench', attempt: number }, how, FILLED_UNTIL)) return false;
  store.attempts.start({ documentId, number, kind: 'upload', bootId: 'bench', startedAt: FILLED_UNTIL });
  store.audit.add({ actor: 'banco', action: 'attempt.started', documentId });
  return true;
};

/** The next start of the program: opens the file anew and settles what the last one had under way. */
const startAgain = (file: string): void => {
  const clock = { now: () => FILLED_UNTIL };
  const store = openStore(file, { clock });
  try {
    const ledger = createLedger({ store, clock, bootId: 'next' });
    store.transaction(() => {
      for (const job of store.jobs.leasedByOthers('next')) ledger.interrupt(job);
    });
  } finally {
    store.close();
  }
};

const FILTERS: readonly (readonly [string, Scope, ListFilter])[] = [
  ['of all', 'documents', {}],
  ['of backups', 'backups', {}],
  ['of one type', 'backups', { types: [33] }],
  ['of two states', 'documents', { siiStates: ['rejected', 'objected'] }],
  ['of a type in a month', 'backups', { types: [33], from: '2025-03-01', to: '2025-03-31' }],
  ['of damaged ones', 'backups', { integrities: ['damaged'] }],
  ['of an amount', 'documents', { minTotal: 500_000, maxTotal: 1_500_000 }],
  ['of one receptor', 'documents', { receptorRut: '66666666-6' }],
];

/** Claim, lists, searches, groups and counts of so many documents (promise P9), on the side of main. */
export const benchQueue = (documents: number): readonly Figure[] => {
  const dir = mkdtempSync(join(tmpdir(), 'resguardo-bench-'));
  const file = join(dir, 'bench.sqlite');
  try {
    fillDatabase(file, documents);
    const began = performance.now();
    const store = openStore(file, { clock: { now: () => FILLED_UNTIL } });
    const migration = performance.now() - began;
    try {
      return [
        { name: 'migration', runs: 1, p50: migration, p99: migration, max: migration },
        measure('next due', 2_000, () => store.jobs.due(FILLED_UNTIL)),
        measure('claim', 100, () => {
          if (!store.transaction(() => claimNext(store))) throw new Error('nothing to claim');
        }),
        measure('start with 100 under way', 1, () => startAgain(file)),
        ...FILTERS.map(([what, scope, filter]) =>
          measurePages(`page ${what}`, 40, (cursor) =>
            scope === 'backups'
              ? store.backups.list(COMPANY, filter, { cursor })
              : store.documents.list(COMPANY, filter, { cursor }),
          ),
        ),
        measurePages('page by amount', 40, (cursor) =>
          store.documents.list(COMPANY, {}, { cursor, sort: { by: 'amount', descending: true } }),
        ),
        measurePages('page of the queue', 40, (cursor) =>
          store.jobs.list(COMPANY, { states: ['pending', 'retrying'], failed: true }, { cursor }),
        ),
        ...SEARCHES.map(([what, text]) =>
          measure(`search of ${what}`, 30, (run) =>
            store.documents.list(COMPANY, { text: text(run, documents) }, { limit: 50 }),
          ),
        ),
        ...(['type', 'month', 'state', 'receptor'] as const).map((by) =>
          measure(`groups by ${by}`, 20, () => store.lists.documents.groups(COMPANY, 'backups', {}, by)),
        ),
        measure('causes of the queue', 20, () => store.jobs.causes(COMPANY, { failed: true })),
        measure('counts', 50, () => [
          store.jobs.counts(COMPANY),
          store.documents.counts(COMPANY),
          store.backups.counts(COMPANY),
          store.figures.backups(COMPANY),
        ]),
      ];
    } finally {
      store.close();
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
};
