import { companyKey } from '../../shared/domain/company-key.ts';
import { type DocumentType, isDocumentType } from '../../shared/domain/document-type.ts';
import { isRut, type Rut } from '../../shared/domain/rut.ts';
import { ENVIRONMENTS, type Environment } from '../../shared/domain/states.ts';

/**
 * Where a document lies inside the vault, with `/` on every system:
 *
 *   76192083-9/2026/07/T33F123.xml          the DTE, exactly as signed
 *   76192083-9/2026/07/envios/<name>.xml    the envelope, exactly as sent
 *   76192083-9/2026/07/T33F123.respuesta.json   what became of it: state, attempts, the SII's answers as they came
 *   negocio/…                               company, certificate, CAFs (keys sealed), settings, wrapped keys, further tables
 *   instantaneas/20260705T113000Z.sqlite    the whole database at that moment (UTC), and its figures in .json
 *
 * Certification and practice have folders of their own (`76192083-9-certificacion`): a company has the same RUT and
 * the same folio numbers there, and its real documents must never be taken for test ones.
 */
export interface VaultKey {
  readonly environment: Environment;
  /** Of the issuing company. */
  readonly rut: Rut;
  readonly type: DocumentType;
  readonly folio: number;
  /** Chile's date `AAAA-MM-DD`. */
  readonly issuedOn: string;
}

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Plain ASCII, begins with a letter or digit, no two dots in a row: a name on every system, and no way out of a folder. */
const ENVELOPE_NAME = /^(?!.*\.\.)[A-Za-z\d][A-Za-z\d._-]{0,119}\.xml$/;
/** Names that Windows keeps for devices, whatever comes after the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)\./i;
const PATH =
  /^\d{1,8}-[\dK](?:-certificacion|-practica)?\/\d{4}\/(?:0[1-9]|1[0-2])\/(?:T\d{2,3}F\d{1,16}\.xml|envios\/(?!.*\.\.)[A-Za-z\d][A-Za-z\d._-]{0,119}\.xml)$/;

/** Beside the documents: what the business needs to go on (keys sealed), and copies of the whole database. */
const COMPANY = String.raw`\d{1,8}-[\dK](?:-certificacion|-practica)?`;
const ANSWER_PATH = new RegExp(
  String.raw`^${COMPANY}/\d{4}/(?:0[1-9]|1[0-2])/T\d{2,3}F\d{1,16}\.respuesta\.json$`,
);
// folios.json is of vaults from before its table was carried like all others: it is known, and no longer written or read.
const BUSINESS_PATH = new RegExp(
  String.raw`^negocio/(?:ajustes\.json|bitacora\.jsonl|tablas/[a-z][a-z_]{0,60}\.json|claves\.json|claves-recuperacion\.json|sii-de-practica\.sqlite|${COMPANY}/(?:empresa\.json|folios\.json|certificado-[\da-f]{12}\.json|caf-T\d{2,3}-\d{1,16}-\d{1,16}\.json))$`,
);
const SNAPSHOT_PATH = /^instantaneas\/\d{8}T\d{6}Z\.(?:sqlite|json)$/;

const refuse = (what: string): never => {
  throw new Error(`not fit for a vault path: ${what}`);
};

export const isEnvelopeName = (name: string): boolean => ENVELOPE_NAME.test(name) && !DEVICE.test(name);

/** Whether a text is a path that this module makes. What the database says is checked before it touches the disk. */
export const isVaultPath = (path: string): boolean => {
  // `$` would let a line feed through at the end.
  if (path.includes('\n')) return false;
  if (ANSWER_PATH.test(path) || BUSINESS_PATH.test(path) || SNAPSHOT_PATH.test(path)) return true;
  return PATH.test(path) && !DEVICE.test(path.slice(path.lastIndexOf('/') + 1));
};

/** What a vault path holds. */
export type VaultKind = 'documento' | 'envio' | 'respuesta' | 'negocio' | 'instantanea';

/** Null for what is no vault path. */
export const kindOf = (path: string): VaultKind | null => {
  if (!isVaultPath(path)) return null;
  if (ANSWER_PATH.test(path)) return 'respuesta';
  if (path.startsWith('negocio/')) return 'negocio';
  if (path.startsWith('instantaneas/')) return 'instantanea';
  return path.includes('/envios/') ? 'envio' : 'documento';
};

/** `T33F123.xml`. @throws Error for a type or folio that cannot be */
export const documentFileName = (type: DocumentType, folio: number): string => {
  if (!isDocumentType(type)) refuse('type');
  if (!Number.isSafeInteger(folio) || folio < 1) refuse('folio');
  return `T${type}F${folio}.xml`;
};

/** The other way round: of which company's folder a path begins with (below `negocio/` too). Null for none. */
export const companyOf = (path: string): { readonly environment: Environment; readonly rut: Rut } | null => {
  const match = /^(?:negocio\/)?(\d{1,8}-[\dK])(-certificacion|-practica)?\//.exec(path);
  if (!match?.[1]) return null;
  const environment = match[2] === '-practica' ? 'practice' : match[2] ? 'certification' : 'production';
  return { environment, rut: match[1] };
};

/** `76192083-9`, `76192083-9-practica`: the folder of a company. @throws Error where a part is not what it should be */
export const companyFolder = (environment: Environment, rut: Rut): string => {
  // Exactly the kept form: `76.192.083-9` is a RUT too, but another folder.
  if (!/^\d{1,8}-[\dK]$/.test(rut) || !isRut(rut)) refuse('rut');
  if (!ENVIRONMENTS.includes(environment)) refuse('environment');
  return companyKey({ environment, rut });
};

const monthFolder = (key: VaultKey): string => {
  const company = companyFolder(key.environment, key.rut);
  const date = DATE.exec(key.issuedOn);
  if (!date) return refuse('date');
  return `${company}/${date[1]}/${date[2]}`;
};

/** @throws Error where a part is not what it should be */
export const documentPath = (key: VaultKey): string =>
  `${monthFolder(key)}/${documentFileName(key.type, key.folio)}`;

/** @throws Error where a part is not what it should be */
export const envelopePath = (key: VaultKey, fileName: string): string => {
  if (!isEnvelopeName(fileName)) refuse('envelope name');
  return `${monthFolder(key)}/envios/${fileName}`;
};

/** Beside the document. @throws Error where a part is not what it should be */
export const answerPath = (key: VaultKey): string => documentPath(key).replace(/\.xml$/, '.respuesta.json');
