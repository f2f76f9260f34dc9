import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSafekeeping, type Safekeeping } from '../../../main/backup/safekeeping.ts';
import { createVault, type Vault } from '../../../main/backup/vault.ts';
import { newDataKey, sealWith } from '../../../main/security/sealed.ts';
import type { DocumentBundle } from '../../../main/store/bundles.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import { addCompany, addDocument } from '../../support/store.ts';
import { goodSignature, hash } from '../backup/fixture.ts';

/** A profile with documents in every state of the queue, its vault beside it, and what keeps them. */
export interface World {
  readonly root: string;
  readonly profileDir: string;
  readonly vaultFolder: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly keeping: Safekeeping;
  readonly clock: { now(): number; advance(ms: number): void };
  readonly warnings: string[];
  /** A document in the state that its folio gives it. @returns its id */
  add(folio: number): number;
  /** Every document with all that the database has of it, by folio. */
  bundles(): Map<number, DocumentBundle>;
  close(): void;
}

export const HOUR = 3_600_000;
const START = Date.UTC(2026, 6, 5, 15);
export const dataKey = newDataKey();

/** One folio in five: never tried, received and backed up, under way, waiting for a person, accepted. */
export const STATES = ['pending', 'received', 'retrying', 'needs_person', 'accepted'] as const;
export const stateOf = (folio: number): (typeof STATES)[number] => STATES[folio % 5] ?? 'pending';

export const openWorld = (options: { readonly root?: string; readonly company?: boolean } = {}): World => {
  const root = options.root ?? mkdtempSync(join(tmpdir(), 'resguardo-restore-'));
  const profileDir = join(root, 'perfil');
  const vaultFolder = join(root, 'respaldos');
  mkdirSync(profileDir, { recursive: true });
  let time = START;
  const clock = {
    now: () => time,
    advance: (ms: number) => {
      time += ms;
    },
  };
  const store = openStore(join(profileDir, 'resguardo.sqlite'), { clock });
  if (options.company !== false && store.companies.all().length === 0) {
    addCompany(store, time);
    store.certificates.insert({
      companyId: 1,
      holderRut: '5126663-3',
      holderName: 'Rosa Peña',
      validFrom: 0,
      validTo: time + 1_000 * HOUR,
      fingerprint: 'aa',
      sealed: sealWith(dataKey, Buffer.from('certificado'), 'certificate'),
      importedAt: time,
    });
    store.cafs.insert({
      companyId: 1,
      type: 33,
      fromFolio: 1,
      toFolio: 5_000,
      authorizedOn: '2026-07-01',
      idk: 900,
      element: Buffer.from('<CAF/>', 'latin1'),
      sealedKey: sealWith(dataKey, Buffer.from('llave'), 'caf-key'),
      sha256: hash(Buffer.from('caf')),
      importedAt: time,
    });
    store.settings.set('window.colorScheme', 'dark');
  }
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => warnings.push(message) };
  const vault = createVault({ folder: () => vaultFolder });
  const keeping = createSafekeeping({
    store,
    profileDir,
    vault,
    vaultFolder: () => vaultFolder,
    verifyDte: goodSignature,
    clock,
    log,
    announce: () => undefined,
    health: { isDamaged: () => false, isHolding: () => false, diskFull: () => undefined },
  });

  const add = (folio: number): number =>
    store.transaction(() => {
      const caf = store.cafs.list(1)[0];
      if (!caf) throw new Error('no caf');
      store.restoring.raiseFolio(caf.id, folio + 1);
      const now = clock.now();
      const document = addDocument(store, { folio, at: now });
      const { id } = document;
      store.audit.add({
        actor: 'Ana',
        action: 'document.issued',
        documentId: id,
        params: { type: 33, folio },
      });
      const state = stateOf(folio);
      if (state === 'pending') return id;
      const job = store.jobs.ofDocument(id);
      if (!job) throw new Error('no job');
      store.jobs.lease(
        job,
        { owner: 'boot', attempt: 1 },
        { upload: true, askFirst: false, uncertainSince: null },
        now,
      );
      store.attempts.start({ documentId: id, number: 1, kind: 'upload', bootId: 'boot', startedAt: now });
      store.audit.add({
        actor: 'resguardo',
        action: 'attempt.started',
        documentId: id,
        params: { number: 1 },
      });
      if (state === 'retrying') return id;
      const held = store.jobs.ofDocument(id);
      if (!held) throw new Error('no job');
      const isDone = state !== 'needs_person';
      store.attempts.end(id, 1, {
        endedAt: now,
        durationMs: 7,
        outcome: isDone ? 'confirmed' : 'refused',
        answer: isDone ? '0' : '7',
        errorClass: isDone ? null : 'validation',
        errorCode: isDone ? null : 'bad_schema',
        errorParams: isDone ? {} : { status: 7 },
        httpStatus: 200,
        trackId: isDone ? `9${folio}` : null,
        nextDueAt: null,
        request: `POST https://sii.invalid/cgi_dte/UPL/DTEUpload\narchivo=Envio_F${folio}T33.xml`,
        raw: Buffer.from(`<RECEPCIONDTE>Ñ ${folio}</RECEPCIONDTE>`, 'latin1'),
      });
      store.jobs.write(
        held,
        {
          ...held,
          state: isDone ? 'success' : 'needs_person',
          errorClass: isDone ? null : 'validation',
          errorCode: isDone ? null : 'bad_schema',
          errorParams: isDone ? {} : { status: 7 },
          firstFailedAt: isDone ? null : now,
        },
        now,
      );
      if (!isDone) return id;
      store.documents.change(
        document,
        {
          siiState: state,
          trackId: `9${folio}`,
          pollDueAt: state === 'received' ? now + HOUR : null,
          reason: state === 'accepted' ? { estado: 'EPR', glosa: 'Envío procesado' } : null,
        },
        now,
      );
      store.audit.add({ actor: 'resguardo', action: `document.${state}`, documentId: id, params: {} });
      const content = store.documents.content(id);
      store.backups.insert({
        documentId: id,
        companyId: 1,
        type: 33,
        folio,
        bytes: content?.bytes ?? Buffer.alloc(0),
        sha256: document.sha256,
        backedUpAt: now,
      });
      return id;
    });

  return {
    root,
    profileDir,
    vaultFolder,
    store,
    vault,
    keeping,
    clock,
    warnings,
    add,
    bundles: () => bundlesOf(store),
    close: () => {
      store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

export const bundlesOf = (store: Store): Map<number, DocumentBundle> => {
  const all = new Map<number, DocumentBundle>();
  for (let after = 0; ; ) {
    const ids = store.bundles.ids(after, 500);
    for (const id of ids) {
      const bundle = store.bundles.read(id);
      if (bundle) all.set(bundle.document.folio, bundle);
    }
    after = ids.at(-1) ?? after;
    if (ids.length < 500) return all;
  }
};
