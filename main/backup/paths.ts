import { type DocumentType, isDocumentType } from '../../shared/domain/document-type.ts';
import { isRut, type Rut } from '../../shared/domain/rut.ts';
import type { Environment } from '../../shared/domain/states.ts';

/**
 * Where a document lies inside the vault, with `/` on every system:
 *
 *   76192083-9/2026/07/T33F123.xml          the DTE, exactly as signed
 *   76192083-9/2026/07/envios/<name>.xml    the envelope, exactly as sent
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

const SUFFIX: Readonly<Record<Environment, string>> = {
  production: '',
  certification: '-certificacion',
  practice: '-practica',
};

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Plain ASCII, begins with a letter or digit, no two dots in a row: a name on every system, and no way out of a folder. */
const ENVELOPE_NAME = /^(?!.*\.\.)[A-Za-z\d][A-Za-z\d._-]{0,119}\.xml$/;
/** Names that Windows keeps for devices, whatever comes after the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)\./i;
const PATH =
  /^\d{1,8}-[\dK](?:-certificacion|-practica)?\/\d{4}\/(?:0[1-9]|1[0-2])\/(?:T\d{2,3}F\d{1,16}\.xml|envios\/(?!.*\.\.)[A-Za-z\d][A-Za-z\d._-]{0,119}\.xml)$/;

const refuse = (what: string): never => {
  throw new Error(`not fit for a vault path: ${what}`);
};

export const isEnvelopeName = (name: string): boolean => ENVELOPE_NAME.test(name) && !DEVICE.test(name);

/** Whether a text is a path that this module makes. What the database says is checked before it touches the disk. */
export const isVaultPath = (path: string): boolean =>
  PATH.test(path) && !DEVICE.test(path.slice(path.lastIndexOf('/') + 1));

/** `T33F123.xml`. @throws Error for a type or folio that cannot be */
export const documentFileName = (type: DocumentType, folio: number): string => {
  if (!isDocumentType(type)) refuse('type');
  if (!Number.isSafeInteger(folio) || folio < 1) refuse('folio');
  return `T${type}F${folio}.xml`;
};

const monthFolder = (key: VaultKey): string => {
  // Exactly the kept form: `76.192.083-9` is a RUT too, but another folder.
  if (!/^\d{1,8}-[\dK]$/.test(key.rut) || !isRut(key.rut)) refuse('rut');
  const date = DATE.exec(key.issuedOn);
  if (!date) return refuse('date');
  const suffix = SUFFIX[key.environment] ?? refuse('environment');
  return `${key.rut}${suffix}/${date[1]}/${date[2]}`;
};

/** @throws Error where a part is not what it should be */
export const documentPath = (key: VaultKey): string =>
  `${monthFolder(key)}/${documentFileName(key.type, key.folio)}`;

/** @throws Error where a part is not what it should be */
export const envelopePath = (key: VaultKey, fileName: string): string => {
  if (!isEnvelopeName(fileName)) refuse('envelope name');
  return `${monthFolder(key)}/envios/${fileName}`;
};
