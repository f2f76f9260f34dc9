import { appError } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import { type IndexRow, indexCsv } from './export-index.ts';
import { sha256 } from './hash.ts';
import { documentFileName, isEnvelopeName, type VaultKey } from './paths.ts';
import type { Copy } from './records.ts';

/** A document as it leaves: the signed DTE, the envelope as it was sent, and what the index says. */
export interface ExportDocument
  extends Omit<VaultKey, 'environment'>,
    Copy,
    Omit<IndexRow, 'type' | 'folio' | 'issuedOn' | 'sha256' | 'file'> {
  readonly envelope: Copy & { readonly fileName: string };
}

/** One file of an export; `name` has `/` before what lies in a folder. */
export interface ExportEntry {
  readonly kind: 'document' | 'envelope' | 'index' | 'manifest';
  readonly name: string;
  readonly bytes: Buffer;
}

export const INDEX_NAME = 'indice.csv';
/** Of every other file of the export, as `sha256sum -c` reads it: whoever gets them can see that none has changed. */
export const MANIFEST_NAME = 'manifiesto.sha256';
export const ENVELOPE_FOLDER = 'envios';

/** The bytes that were signed, or nothing: a damaged document is not passed on to an accountant. */
const whole = (copy: Copy, document: ExportDocument): Buffer => {
  if (sha256(copy.bytes) === copy.sha256) return copy.bytes;
  throw appError('document_damaged', { type: document.type, folio: document.folio });
};

/**
 * The files of an export, in order: each document, its envelope where it was not among the files yet, the index, the manifest.
 * @param several more than one company: their names are told apart by the RUT
 * @param nameOf the name that a document's file got in the end (it may be numbered)
 * @throws AppError 'document_damaged' where bytes are not what was signed
 */
export async function* exportEntries(
  documents: Iterable<ExportDocument> | AsyncIterable<ExportDocument>,
  several: boolean,
  nameOf: (name: string) => string = (name) => name,
): AsyncGenerator<ExportEntry> {
  const rows: IndexRow[] = [];
  const manifest: string[] = [];
  /** To be called once the file is out: only then is its name known. */
  const note = (name: string, hash: string): void => {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const given = nameOf(name);
    manifest.push(`${hash} *${given.startsWith(folder) ? given : folder + given}\n`);
  };
  /** Names of envelopes that are out, with the hash of each: one envelope may carry many documents. */
  const envelopes = new Map<string, string>();
  const prefix = (rut: Rut): string => (several ? `${rut}_` : '');
  for await (const document of documents) {
    if (!/^\d{1,8}-[\dK]$/.test(document.rut)) throw new Error('not fit for a file name: rut');
    const name = `${prefix(document.rut)}${documentFileName(document.type, document.folio)}`;
    yield { kind: 'document', name, bytes: whole(document, document) };
    note(name, document.sha256);
    rows.push({
      type: document.type,
      folio: document.folio,
      issuedOn: document.issuedOn,
      receptorRut: document.receptorRut,
      receptorName: document.receptorName,
      total: document.total,
      money: document.money,
      siiState: document.siiState,
      trackId: document.trackId,
      sha256: document.sha256,
      file: nameOf(name),
    });
    const { envelope } = document;
    if (!isEnvelopeName(envelope.fileName)) throw new Error('not fit for a file name: envelope');
    let envelopeName = `${ENVELOPE_FOLDER}/${prefix(document.rut)}${envelope.fileName}`;
    const before = envelopes.get(envelopeName);
    if (before === envelope.sha256) continue;
    // Another envelope of the same name: its hash tells it apart.
    if (before !== undefined)
      envelopeName = envelopeName.replace(/\.xml$/, `-${envelope.sha256.slice(0, 12)}.xml`);
    if (envelopes.get(envelopeName) === envelope.sha256) continue;
    envelopes.set(envelopeName, envelope.sha256);
    yield { kind: 'envelope', name: envelopeName, bytes: whole(envelope, document) };
    note(envelopeName, envelope.sha256);
  }
  if (rows.length === 0) throw appError('nothing_selected');
  const index = indexCsv(rows);
  yield { kind: 'index', name: INDEX_NAME, bytes: index };
  note(INDEX_NAME, sha256(index));
  yield { kind: 'manifest', name: MANIFEST_NAME, bytes: Buffer.from(manifest.join(''), 'utf8') };
}
