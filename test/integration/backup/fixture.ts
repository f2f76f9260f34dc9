import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as fsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import Database from 'better-sqlite3';
import type { DurableFs } from '../../../main/backup/durable.ts';
import { createVaultRecords } from '../../../main/backup/store-records.ts';
import type { Verdict } from '../../../main/dte/types.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import type { DocumentType } from '../../../shared/domain/document-type.ts';

/** A real database and a real folder, with documents of invented content: their bytes are all that backups look at. */
export interface Profile {
  readonly folder: string;
  readonly vaultFolder: string;
  readonly store: Store;
  readonly companyId: number;
  readonly records: ReturnType<typeof createVaultRecords>;
  readonly clock: { now(): number; set(ms: number): void };
  readonly log: { info(): void; warn(message: string): void };
  readonly warnings: string[];
  /** A document, its envelope and, unless told otherwise, its backup row. @returns the document's id */
  add(folio: number, options?: AddOptions): number;
  /** Runs SQL past the repositories, as damage would. */
  damage(sql: string, ...values: (Buffer | string | number)[]): void;
  close(): void;
}

interface AddOptions {
  readonly type?: DocumentType;
  readonly issuedOn?: string;
  readonly receptorName?: string;
  readonly backup?: boolean;
  readonly envelopeId?: number;
}

export const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const dteBytes = (type: number, folio: number): Buffer =>
  Buffer.from(
    `<DTE version="1.0"><Documento ID="F${folio}T${type}"><X>Ñandú &amp; Cía ${'x'.repeat(2_000)}</X></Documento></DTE>`,
    'latin1',
  );
export const envelopeBytes = (type: number, folio: number): Buffer =>
  Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n<EnvioDTE>', 'latin1'),
    dteBytes(type, folio),
    Buffer.from('</EnvioDTE>', 'latin1'),
  ]);

export const RUT = '76192083-9';
export const DOCUMENT = (folio: number): string => `${RUT}/2026/07/T33F${folio}.xml`;
export const ENVELOPE = (folio: number): string => `${RUT}/2026/07/envios/Envio_F${folio}T33.xml`;

export const openProfile = (): Profile => {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-backup-'));
  const vaultFolder = join(folder, 'respaldos');
  let time = 1_783_260_000_000;
  const clock = {
    now: () => time,
    set: (ms: number) => {
      time = ms;
    },
  };
  const file = join(folder, 'resguardo.sqlite');
  const store = openStore(file, { clock });
  const companyId = store.companies.insert({
    environment: 'production',
    rut: RUT,
    name: 'Comercial Ejemplo SpA',
    giro: 'Comercio',
    actecos: [479100],
    address: 'Calle 1',
    comuna: 'Santiago',
    city: null,
    fchResol: '2014-08-22',
    nroResol: 80,
    createdAt: time,
  });
  const warnings: string[] = [];
  return {
    folder,
    vaultFolder,
    store,
    companyId,
    clock,
    warnings,
    log: { info: () => undefined, warn: (message) => warnings.push(message) },
    records: createVaultRecords(store, clock),
    add: (folio, options = {}) =>
      store.transaction(() => {
        const type = options.type ?? 33;
        const bytes = dteBytes(type, folio);
        const envelope = envelopeBytes(type, folio);
        const envelopeId =
          options.envelopeId ??
          store.envelopes.insert({
            companyId,
            fileName: `Envio_F${folio}T${type}.xml`,
            bytes: envelope,
            sha256: hash(envelope),
            signedAt: time,
          });
        const documentId = store.documents.insert({
          companyId,
          envelopeId,
          type,
          folio,
          issuedOn: options.issuedOn ?? '2026-07-05',
          receptorRut: '60803000-K',
          receptorName: options.receptorName ?? 'Servicio de Ejemplo',
          total: 119_000,
          draft: {},
          bytes,
          sha256: hash(bytes),
          createdAt: time,
          createdBy: 'Ana',
        });
        if (options.backup !== false)
          store.backups.insert({
            documentId,
            companyId,
            type,
            folio,
            bytes,
            sha256: hash(bytes),
            backedUpAt: time,
          });
        return documentId;
      }),
    damage: (sql, ...values) => {
      const db = new Database(file);
      try {
        db.prepare(sql).run(...values);
      } finally {
        db.close();
      }
    },
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Every file below a folder, with `/`, sorted. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

export const readIn = (folder: string, path: string): Buffer => readFileSync(join(folder, path));

export const flipped = (bytes: Uint8Array, at: number): Buffer => {
  const spoilt = Buffer.from(bytes);
  spoilt[at] = (spoilt[at] ?? 0) ^ 1;
  return spoilt;
};

export const goodSignature = (): readonly Verdict[] => [
  { file: '', kind: 'dte', id: '', ok: true, reason: '', context: 'as-is' },
];

export const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/** A file system on which one call fails; `when` sees its first argument. */
export const failingFs = (
  call: 'open' | 'write' | 'sync' | 'rename' | 'mkdir',
  code: string,
  when: (path: string) => boolean = () => true,
): DurableFs => {
  const refuse = (path: unknown): void => {
    if (when(String(path))) throw systemError(code);
  };
  return {
    ...fsPromises,
    open: (async (...args: Parameters<typeof fsPromises.open>) => {
      if (call === 'open') refuse(args[0]);
      const handle = await fsPromises.open(...args);
      return new Proxy(handle, {
        get: (target, name) => {
          const value = Reflect.get(target, name, target) as unknown;
          if (typeof value !== 'function') return value;
          const fails = (name === 'writeFile' && call === 'write') || (name === 'sync' && call === 'sync');
          return async (...inner: unknown[]): Promise<unknown> => {
            if (fails) refuse(args[0]);
            return value.apply(target, inner);
          };
        },
      });
    }) as typeof fsPromises.open,
    rename: async (from, to) => {
      if (call === 'rename') refuse(to);
      await fsPromises.rename(from, to);
    },
    mkdir: (async (...args: Parameters<typeof fsPromises.mkdir>) => {
      if (call === 'mkdir') refuse(args[0]);
      return fsPromises.mkdir(...args);
    }) as typeof fsPromises.mkdir,
  };
};

export const makeFolder = (path: string): string => {
  mkdirSync(path, { recursive: true });
  return path;
};
