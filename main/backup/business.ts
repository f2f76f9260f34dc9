import { z } from 'zod';
import { DOCUMENT_TYPES } from '../../shared/domain/document-type.ts';
import { ENVIRONMENTS } from '../../shared/domain/states.ts';
import type { CarriedRow } from '../store/carried.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord, CertificateRecord, CompanyRecord } from '../store/records.ts';
import { sha256 } from './hash.ts';
import { companyFolder } from './paths.ts';

/**
 * The files of `negocio/`: what a business needs to go on besides its documents. Private keys are in them as the custody
 * sealed them, never open.
 */
export interface BusinessFile {
  readonly path: string;
  readonly bytes: Buffer;
}

const company = z.object({
  format: z.literal('resguardo-empresa'),
  environment: z.enum(ENVIRONMENTS),
  rut: z.string(),
  name: z.string(),
  giro: z.string(),
  actecos: z.array(z.int()),
  address: z.string(),
  comuna: z.string(),
  city: z.string().nullable(),
  fchResol: z.string(),
  nroResol: z.int(),
  createdAt: z.int(),
});

const certificate = z.object({
  format: z.literal('resguardo-certificado'),
  holderRut: z.string(),
  holderName: z.string(),
  validFrom: z.int(),
  validTo: z.int(),
  fingerprint: z.string(),
  sealed: z.base64(),
  active: z.boolean(),
  importedAt: z.int(),
});

const caf = z.object({
  format: z.literal('resguardo-caf'),
  type: z.literal(DOCUMENT_TYPES),
  fromFolio: z.int(),
  toFolio: z.int(),
  /** At least: documents of the vault may be further. */
  nextFolio: z.int(),
  authorizedOn: z.string(),
  idk: z.int(),
  element: z.base64(),
  sealedKey: z.base64(),
  sha256: z.string(),
  importedAt: z.int(),
});

const table = z.object({
  format: z.literal('resguardo-tabla'),
  rows: z.array(z.record(z.string(), z.json())),
});

const settings = z.object({
  format: z.literal('resguardo-ajustes'),
  values: z.record(z.string(), z.json()),
});

export const SETTINGS_PATH = 'negocio/ajustes.json';
export const TABLES_FOLDER = 'negocio/tablas/';
export const KEYS_PATH = 'negocio/claves.json';
export const RECOVERY_PATH = 'negocio/claves-recuperacion.json';
export const PRACTICE_PATH = 'negocio/sii-de-practica.sqlite';

/** Settings of this computer or of this run, which mean nothing elsewhere. */
const LOCAL = /^(?:vault|mirror|backup|store|local)\./;

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');

const companyFile = ({ id: _id, ...record }: CompanyRecord, folder: string): BusinessFile => ({
  path: `negocio/${folder}/empresa.json`,
  bytes: json({ format: 'resguardo-empresa', ...record }),
});

const certificateFile = (record: CertificateRecord, folder: string): BusinessFile => {
  const { id: _id, companyId: _company, sealed, ...rest } = record;
  const name = sha256(Buffer.from(`${record.fingerprint}|${record.importedAt}`, 'utf8')).slice(0, 12);
  return {
    path: `negocio/${folder}/certificado-${name}.json`,
    bytes: json({ format: 'resguardo-certificado', ...rest, sealed: sealed.toString('base64') }),
  };
};

/**
 * @param followed whether a document has the folio before the next one: then the documents tell how far it is, and the file
 *   need not be written anew with each of them
 */
const cafFile = (record: CafRecord, folder: string, followed: boolean): BusinessFile => {
  const { id: _id, companyId: _company, element, sealedKey, nextFolio, ...rest } = record;
  return {
    path: `negocio/${folder}/caf-T${record.type}-${record.fromFolio}-${record.toFolio}.json`,
    bytes: json({
      format: 'resguardo-caf',
      ...rest,
      nextFolio: followed ? record.fromFolio : nextFolio,
      element: element.toString('base64'),
      sealedKey: sealedKey.toString('base64'),
    }),
  };
};

/** Everything of the business as it is now. */
export const businessFiles = (store: Store): readonly BusinessFile[] => [
  ...store.companies.all().flatMap((record) => {
    const folder = companyFolder(record.environment, record.rut);
    return [
      companyFile(record, folder),
      ...store.certificates.list(record.id).map((each) => certificateFile(each, folder)),
      ...store.cafs
        .list(record.id)
        .map((each) =>
          cafFile(each, folder, store.documents.find(record.id, each.type, each.nextFolio - 1) !== null),
        ),
    ];
  }),
  ...Object.entries(store.carried.wholeTables())
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({
      path: `${TABLES_FOLDER}${name}.json`,
      bytes: json({ format: 'resguardo-tabla', rows }),
    })),
  {
    path: SETTINGS_PATH,
    bytes: json({
      format: 'resguardo-ajustes',
      values: Object.fromEntries(Object.entries(store.settings.all()).filter(([key]) => !LOCAL.test(key))),
    }),
  },
];

const read = <T>(schema: z.ZodType<T>, bytes: Buffer): T | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Each of these: null for bytes that are not that. */
export const readCompanyFile = (bytes: Buffer): Omit<CompanyRecord, 'id'> | null => {
  const found = read(company, bytes);
  if (!found) return null;
  const { format: _format, ...record } = found;
  return record;
};

export const readCertificateFile = (bytes: Buffer): Omit<CertificateRecord, 'id' | 'companyId'> | null => {
  const found = read(certificate, bytes);
  if (!found) return null;
  const { format: _format, sealed, ...record } = found;
  return { ...record, sealed: Buffer.from(sealed, 'base64') };
};

export const readCafFile = (bytes: Buffer): Omit<CafRecord, 'id' | 'companyId'> | null => {
  const found = read(caf, bytes);
  if (!found) return null;
  const { format: _format, element, sealedKey, ...record } = found;
  return {
    ...record,
    element: Buffer.from(element, 'base64'),
    sealedKey: Buffer.from(sealedKey, 'base64'),
  };
};

export const readTableFile = (bytes: Buffer): readonly CarriedRow[] | null =>
  (read(table, bytes)?.rows as readonly CarriedRow[] | undefined) ?? null;

export const readSettingsFile = (bytes: Buffer): Readonly<Record<string, unknown>> | null =>
  read(settings, bytes)?.values ?? null;
