import { localTimestamp } from '../../shared/format/time.ts';
import type { EnvelopeContent } from '../domain/queue/group-counters.ts';
import type { DteEngine, SignedDte, SigningCertificate } from '../dte/types.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';
import type { CompanyRecord, DocumentRecord, JobRecord } from '../store/records.ts';
import { PROGRAM } from './settlement.ts';

/** The SII's own RUT: the receptor of the envelope that goes to it (PROTOCOL.md 7.4). */
const SII_RUT = '60803000-K';

export const caratulaOf = (company: CompanyRecord, certificate: SigningCertificate, signedAt: string) => ({
  rutEmisor: company.rut,
  rutEnvia: certificate.rut,
  rutReceptor: SII_RUT,
  fchResol: company.fchResol,
  nroResol: company.nroResol,
  signedAt,
});

/** `Envio_F1T33.xml`, of several `Envio_F1T33_F25T33.xml`: a folio is in one group at most, so that no two are the same. */
export const envelopeName = (ids: readonly string[]): string => {
  const [first = '', ...rest] = ids;
  const last = rest.at(-1);
  return `Envio_${first}${last === undefined ? '' : `_${last}`}.xml`;
};

/** What stands before and after the `<DTE>` in a file of its own: main/dte/engine.ts, toDteFile. */
const HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
const TAIL = '\n';

/** The `<DTE>` element, as it was signed, out of the stored file. */
export const signedDte = (document: DocumentRecord, file: Buffer): SignedDte => ({
  bytes: file.subarray(HEAD.length, file.length - TAIL.length),
  id: `F${document.folio}T${document.type}`,
  type: document.type,
  folio: document.folio,
});

const TYPE_TAG = Buffer.from('<TipoDTE>', 'latin1');

/**
 * How many documents of each type an envelope carries, told from its bytes: rows move on to envelopes of their own, the bytes stay.
 * Each document has its type once (DTE_v10.xsd, IdDoc), and text has its `<` escaped, so that each of these is a start tag.
 */
export const contentOf = (envelope: Buffer): EnvelopeContent => {
  const content = new Map<number, number>();
  for (let at = envelope.indexOf(TYPE_TAG); at !== -1; at = envelope.indexOf(TYPE_TAG, at + 1)) {
    const from = at + TYPE_TAG.length;
    const type = Number.parseInt(envelope.toString('latin1', from, from + 4), 10);
    content.set(type, (content.get(type) ?? 0) + 1);
  }
  return content;
};

/** How many documents an envelope carries. */
export const documentsIn = (envelope: Buffer): number =>
  [...contentOf(envelope).values()].reduce((sum, n) => sum + n, 0);

export type Rewrap = (
  job: JobRecord,
  document: DocumentRecord,
  company: CompanyRecord,
  certificate: SigningCertificate,
  now: number,
) => boolean;

/**
 * Puts a document into an envelope of its own, in the caller's transaction: the same signed bytes, a new carátula and signature
 * around them. Only for what the SII has definitely not taken in the old one.
 * @returns false when the stored bytes are not those that were signed
 */
export const createRewrap =
  (store: Store, dte: Pick<DteEngine, 'wrap'>): Rewrap =>
  (job, document, company, certificate, now) => {
    const content = store.documents.content(document.id);
    if (!content || sha256Hex(content.bytes) !== document.sha256) return false;
    const dtes = [signedDte(document, content.bytes)];
    const bytes = dte.wrap(dtes, caratulaOf(company, certificate, localTimestamp(now)), certificate);
    const envelopeId = store.envelopes.insert({
      companyId: company.id,
      fileName: envelopeName(dtes.map(({ id }) => id)),
      bytes,
      sha256: sha256Hex(bytes),
      signedAt: now,
    });
    store.jobs.setEnvelope(job.id, envelopeId);
    store.documents.setEnvelope(document.id, envelopeId);
    store.audit.add({
      actor: PROGRAM,
      action: 'envelope.renewed',
      documentId: document.id,
      params: { from: job.envelopeId, to: envelopeId },
    });
    return true;
  };
