import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../main/domain/clock.ts';
import type { SigningCertificate } from '../../main/dte/types.ts';
import type { Keyring } from '../../main/sending/keyring.ts';
import { sha256Hex } from '../../main/store/hash.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import type { DocumentRecord, JobRecord } from '../../main/store/records.ts';
import type { DocumentType } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

export const tempFolder = (): TempFolder => {
  const path = mkdtempSync(join(tmpdir(), 'resguardo-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export interface TempStore {
  readonly store: Store;
  readonly file: string;
  /** Another connection to the same file, as another process would have. */
  again(): Store;
  close(): void;
}

/** A real database in a folder of its own, with one company in it (id 1). */
export const openTempStore = (clock: Clock): TempStore => {
  const folder = tempFolder();
  const file = join(folder.path, 'resguardo.db');
  const opened: Store[] = [];
  const open = (): Store => {
    const store = openStore(file, { clock });
    opened.push(store);
    return store;
  };
  const store = open();
  addCompany(store, clock.now());
  return {
    store,
    file,
    again: open,
    close: () => {
      for (const each of opened) each.close();
      folder.remove();
    },
  };
};

export const COMPANY_RUT = '76192083-9';

export const addCompany = (store: Store, now: number): number =>
  store.companies.insert({
    environment: 'practice',
    rut: COMPANY_RUT,
    name: 'Comercial Ñuñoa SpA',
    giro: 'Venta al por menor',
    actecos: [471_990],
    address: 'Irarrázaval 100',
    comuna: 'Ñuñoa',
    city: 'Santiago',
    fchResol: '2026-01-01',
    nroResol: 0,
    createdAt: now,
  });

export interface DocumentSpec {
  readonly folio: number;
  readonly type?: DocumentType;
  readonly receptorRut?: string;
  readonly receptorName?: string;
  readonly total?: number;
  readonly issuedOn?: string;
  readonly at?: number;
}

/** A document with its envelope and its job, as issuing leaves them, but not signed. */
export const addDocument = (store: Store, spec: DocumentSpec): DocumentRecord =>
  store.transaction(() => {
    const { folio, type = 33, at = 0 } = spec;
    const bytes = Buffer.from(fakeDte(`F${folio}T${type}`), 'latin1');
    const envelope = Buffer.from(`<EnvioDTE>${bytes.toString('latin1')}</EnvioDTE>`, 'latin1');
    const envelopeId = store.envelopes.insert({
      companyId: 1,
      fileName: `Envio_F${folio}T${type}.xml`,
      bytes: envelope,
      sha256: sha256Hex(envelope),
      signedAt: at,
    });
    const documentId = store.documents.insert({
      companyId: 1,
      envelopeId,
      type,
      folio,
      issuedOn: spec.issuedOn ?? '2026-07-01',
      receptorRut: spec.receptorRut ?? '60803000-K',
      receptorName: spec.receptorName ?? 'Cliente de Prueba',
      total: spec.total ?? 11_900,
      draft: { folio },
      bytes,
      sha256: sha256Hex(bytes),
      createdAt: at,
      createdBy: 'prueba',
    });
    store.jobs.insert({ companyId: 1, documentId, envelopeId, nextDueAt: at, now: at });
    return documentOf(store, documentId);
  });

/** Facturas that share an envelope, as issuing leaves them, but not signed. */
export const addGroup = (store: Store, folios: readonly number[], at = 0): readonly DocumentRecord[] =>
  store.transaction(() => {
    const envelope = fakeEnvelope(folios.map((folio) => `F${folio}T33`));
    const envelopeId = store.envelopes.insert({
      companyId: 1,
      fileName: `Envio_F${folios[0]}T33_F${folios.at(-1)}T33.xml`,
      bytes: envelope,
      sha256: sha256Hex(envelope),
      signedAt: at,
    });
    return folios.map((folio) => {
      const { id } = addDocument(store, { folio, at });
      const job = jobOf(store, id);
      store.jobs.setEnvelope(job.id, envelopeId);
      store.documents.setEnvelope(id, envelopeId);
      return documentOf(store, id);
    });
  });

/** As far as the program and the fake SII read one. @param id `F1T33` */
const fakeDte = (id: string): string =>
  `<DTE version="1.0"><Documento ID="${id}"><TipoDTE>${id.split('T')[1]}</TipoDTE></Documento></DTE>`;

/** What `wrap` would make, as far as the fake SII reads it. */
export const fakeEnvelope = (ids: readonly string[]): Buffer =>
  Buffer.from(`<EnvioDTE>${ids.map(fakeDte).join('')}</EnvioDTE>`, 'latin1');

/** For tests: the row, or a failure that says which. */
export const documentOf = (store: Store, id: number): DocumentRecord => {
  const document = store.documents.get(id);
  if (!document) throw new Error(`no document ${id}`);
  return document;
};

export const jobOf = (store: Store, documentId: number): JobRecord => {
  const job = store.jobs.ofDocument(documentId);
  if (!job) throw new Error(`no job of document ${documentId}`);
  return job;
};

/** A key to be carried about, not to be used: the fake SII checks no signature. */
const fakeCertificate = (): SigningCertificate => ({
  key: generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey,
  der: Buffer.alloc(0),
  rut: '12345678-5',
  name: 'Persona de Prueba',
  validFrom: 0,
  validTo: Number.MAX_SAFE_INTEGER,
});

export interface FakeKeyring extends Keyring {
  state: 'open' | 'locked' | 'missing';
}

export const createFakeKeyring = (): FakeKeyring => {
  const certificate = fakeCertificate();
  const self: FakeKeyring = {
    state: 'open',
    isUnlocked: () => self.state !== 'locked',
    certificate: () => {
      if (self.state === 'open') return certificate;
      throw appError(self.state === 'locked' ? 'locked' : 'certificate_missing');
    },
    cafKey: () => certificate.key,
    forget: () => {},
  };
  return self;
};
