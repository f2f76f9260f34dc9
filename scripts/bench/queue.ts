import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../main/store/open.ts';
import { type Figure, measure } from './measure.ts';

const START = Date.UTC(2026, 0, 5, 12);
const BYTES = Buffer.alloc(64, 'x');
const HASH = '0'.repeat(64);

/** A queue as long as a shop's after a very long outage: all of it due, bytes small, everything else as in life. */
const fill = (store: Store, documents: number): number =>
  store.transaction(() => {
    const companyId = store.companies.insert({
      environment: 'practice',
      rut: '45000000-7',
      name: 'Banco de pruebas',
      giro: 'Pruebas',
      actecos: [1],
      address: 'Calle 1',
      comuna: 'Santiago',
      city: null,
      fchResol: '2026-01-01',
      nroResol: 0,
      createdAt: START,
    });
    for (let folio = 1; folio <= documents; folio++) {
      const now = START + folio;
      const envelopeId = store.envelopes.insert({
        companyId,
        fileName: `Envio_F${folio}T33.xml`,
        bytes: BYTES,
        sha256: HASH,
        signedAt: now,
      });
      const documentId = store.documents.insert({
        companyId,
        envelopeId,
        type: 33,
        folio,
        issuedOn: '2026-01-05',
        receptorRut: '66666666-6',
        receptorName: `Cliente ${folio % 997}`,
        total: folio * 10,
        draft: {},
        bytes: BYTES,
        sha256: HASH,
        createdAt: now,
        createdBy: 'banco',
      });
      store.jobs.insert({ companyId, documentId, envelopeId, nextDueAt: now, now });
    }
    return companyId;
  });

/** What a search may look for: something that is there once, hundreds of times, everywhere, or nowhere. */
const SEARCHES: readonly (readonly [string, (run: number, documents: number) => string])[] = [
  ['of a folio', (run, documents) => String(documents - 1 - run * 7)],
  ['of a name', (run) => `Cliente ${100 + run}`],
  ['of what all have', () => 'cliente'],
  ['of two words that all have', () => 'cliente 666'],
  ['of one digit', (run) => String(run % 10)],
  ['of two letters that none has', () => 'zz'],
  ['of a word that none has', () => 'ferreteria'],
];

/** What the sender does in one transaction to take a document: main/sending/claims.ts and ledger.ts. */
const claimNext = (store: Store): boolean => {
  const now = START + 1_000_000;
  const job = store.jobs.due(now);
  if (!job || store.jobs.ofEnvelope(job.envelopeId).length !== 1) return false;
  const { documentId, askFirst, uncertainSince } = job;
  const number = store.attempts.nextNumber(documentId);
  const how = { upload: true, askFirst, uncertainSince };
  if (!store.jobs.lease(job, { owner: 'bench', attempt: number }, how, now)) return false;
  store.attempts.start({ documentId, number, kind: 'upload', bootId: 'bench', startedAt: now });
  store.audit.add({ actor: 'banco', action: 'attempt.started', documentId });
  return true;
};

/** Claim, list and search on a long queue (promise P9). */
export const benchQueue = (documents: number): readonly Figure[] => {
  const dir = mkdtempSync(join(tmpdir(), 'resguardo-bench-'));
  const store = openStore(join(dir, 'bench.sqlite'), { clock: { now: () => START } });
  try {
    const companyId = fill(store, documents);
    let cursor: string | null = null;
    return [
      measure(`next due of ${documents}`, 2_000, () => store.jobs.due(START + documents)),
      measure(`page of 50 of ${documents}`, 200, () => {
        const page = store.documents.list(companyId, {}, { cursor, limit: 50 });
        cursor = page.next;
      }),
      ...SEARCHES.map(([what, text]) =>
        measure(`search ${what} in ${documents}`, 100, (run) =>
          store.documents.list(companyId, { text: text(run, documents) }, { limit: 50 }),
        ),
      ),
      measure(`claim of ${documents}`, 1_000, () => {
        if (!store.transaction(() => claimNext(store))) throw new Error('nothing to claim');
      }),
      measure(`counts of ${documents}`, 20, () => store.jobs.counts(companyId)),
    ];
  } finally {
    store.close();
    rmSync(dir, { recursive: true });
  }
};
