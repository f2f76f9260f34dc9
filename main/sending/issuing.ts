import { type DocumentType, isDocumentType } from '../../shared/domain/document-type.ts';
import type { Draft, DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import { AppError, appError } from '../../shared/domain/errors.ts';
import { localDate, localTimestamp } from '../../shared/format/time.ts';
import type { Clock } from '../domain/clock.ts';
import type { EmisorData, PrepareContext, Prepared } from '../domain/draft/types.ts';
import { readCaf } from '../dte/caf.ts';
import { isCafExpired } from '../dte/caf-expiry.ts';
import { toDteFile } from '../dte/engine.ts';
import { scanMarkup } from '../dte/markup.ts';
import type { Caf, DteEngine, SignedDte, SigningCertificate } from '../dte/types.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord, CompanyRecord, DocumentRecord } from '../store/records.ts';
import type { Changes } from './changes.ts';
import type { Keyring } from './keyring.ts';

/** The SII's own RUT: the receptor of the envelope that goes to it (PROTOCOL.md 7.4). */
const SII_RUT = '60803000-K';
/** A boleta need not name its buyer. */
const UNNAMED_RUT = '66666666-6';

export interface IssuingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly dte: DteEngine;
  readonly keyring: Keyring;
  readonly changes: Changes;
  /** main/domain/draft. */
  readonly prepare: (draft: Draft, context: PrepareContext) => Prepared;
  /** Wakes the scheduler. */
  readonly wake: () => void;
}

export interface Issuing {
  /**
   * Takes a folio, builds, stamps, signs and wraps the draft, and stores it with its job: all in one transaction, before any byte
   * leaves. When any of it fails nothing is taken.
   * @param actor who issues it, for the audit trail
   * @throws AppError `not_set_up`, `draft_invalid` (with fields), `folios_exhausted`, `caf_expired`, `certificate_missing`,
   *   `certificate_expired`, `certificate_not_yet_valid`, `locked`
   */
  issue(draft: Draft, actor: string, companyId?: number): DocumentRecord;
}

export const createIssuing = (options: IssuingOptions): Issuing => ({
  issue(draft, actor, companyId) {
    const document = options.store.transaction(() => issueOne(options, draft, actor, companyId));
    options.changes.emit(['documents', 'queue']);
    options.wake();
    return document;
  },
});

const issueOne = (
  options: IssuingOptions,
  draft: Draft,
  actor: string,
  companyId: number | undefined,
): DocumentRecord => {
  const { store, clock, keyring } = options;
  const now = clock.now();
  const company = companyId === undefined ? store.companies.all()[0] : store.companies.get(companyId);
  if (!company) throw appError('not_set_up');
  const certificate = usable(keyring.certificate(company.id), now);
  const type = typeOf(draft);
  const { record, caf } = chooseCaf(options, company.id, type, now);
  const prepared = options.prepare(draft, {
    type,
    folio: record.nextFolio,
    today: localDate(now),
    emisor: emisorOf(company),
  });
  if (!prepared.ok) throw appError('draft_invalid', undefined, prepared.issues);

  store.cafs.take(record.id, record.nextFolio);
  const signedAt = localTimestamp(now);
  const dte = options.dte.sign(prepared.document, caf, keyring.cafKey(record), certificate, signedAt);
  const envelope = options.dte.wrap([dte], caratulaOf(company, certificate, signedAt), certificate);
  return storeIssued(options, { company, draft, prepared, dte, envelope, actor, now });
};

/** TipoDTE of the draft: which range the folio comes from has to be known before anything is prepared. */
const typeOf = (draft: Draft): DocumentType => {
  const type = Number(at(draft, 'Encabezado', 'IdDoc', 'TipoDTE'));
  if (isDocumentType(type)) return type;
  throw appError('draft_invalid', undefined, [{ path: 'Encabezado.IdDoc.TipoDTE', code: 'unknown_type' }]);
};

const usable = (certificate: SigningCertificate, now: number): SigningCertificate => {
  if (now > certificate.validTo) throw appError('certificate_expired');
  if (now < certificate.validFrom) throw appError('certificate_not_yet_valid');
  return certificate;
};

/** The lowest range with folios left that has not expired. Folios of expired ones stay untaken: they have to be annulled. */
const chooseCaf = (
  { store }: IssuingOptions,
  companyId: number,
  type: DocumentType,
  now: number,
): { readonly record: CafRecord; readonly caf: Caf } => {
  const ranges = store.cafs.withFolios(companyId, type);
  for (const record of ranges) {
    if (!isCafExpired(record, localDate(now))) return { record, caf: cafOf(record) };
  }
  throw appError('folios_exhausted', { type, expired: ranges.length });
};

const cafOf = (record: CafRecord): Caf => {
  const text = record.element.toString('latin1');
  return readCaf(text, scanMarkup(text));
};

/** The company as the domain wants it for a draft. */
export const emisorOf = (company: CompanyRecord): EmisorData => ({
  rut: company.rut,
  name: company.name,
  giro: company.giro,
  acteco: company.actecos,
  address: company.address,
  comuna: company.comuna,
  ...(company.city === null ? {} : { city: company.city }),
});

const caratulaOf = (company: CompanyRecord, certificate: SigningCertificate, signedAt: string) => ({
  rutEmisor: company.rut,
  rutEnvia: certificate.rut,
  rutReceptor: SII_RUT,
  fchResol: company.fchResol,
  nroResol: company.nroResol,
  signedAt,
});

interface Issued {
  readonly company: CompanyRecord;
  readonly draft: Draft;
  readonly prepared: Extract<Prepared, { readonly ok: true }>;
  readonly dte: SignedDte;
  readonly envelope: Buffer;
  readonly actor: string;
  readonly now: number;
}

const storeIssued = ({ store }: IssuingOptions, issued: Issued): DocumentRecord => {
  const { company, prepared, dte, envelope, actor, now } = issued;
  const { content } = prepared.document;
  const envelopeId = store.envelopes.insert({
    companyId: company.id,
    fileName: `Envio_${dte.id}.xml`,
    bytes: envelope,
    sha256: sha256Hex(envelope),
    signedAt: now,
  });
  const bytes = toDteFile(dte);
  const receptorRut = String(at(content, 'Encabezado', 'Receptor', 'RUTRecep') ?? UNNAMED_RUT);
  const documentId = store.documents.insert({
    companyId: company.id,
    envelopeId,
    type: dte.type,
    folio: dte.folio,
    issuedOn: String(at(content, 'Encabezado', 'IdDoc', 'FchEmis') ?? localDate(now)),
    receptorRut,
    receptorName: String(at(content, 'Encabezado', 'Receptor', 'RznSocRecep') ?? receptorRut),
    total: Math.round(Number(at(prepared.totals, 'MntTotal') ?? 0)),
    draft: issued.draft,
    bytes,
    sha256: sha256Hex(bytes),
    createdAt: now,
    createdBy: actor,
  });
  store.jobs.insert({ companyId: company.id, documentId, envelopeId, nextDueAt: now, now });
  store.audit.add({
    actor,
    action: 'document.issued',
    documentId,
    params: { type: dte.type, folio: dte.folio },
  });
  const document = store.documents.get(documentId);
  if (!document) throw new AppError({ code: 'internal' });
  return document;
};

/** What lies at a path of element names; undefined where the path leaves the objects. */
const at = (value: DraftObject, ...path: readonly string[]): DraftValue | undefined => {
  let current: DraftValue | undefined = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || Array.isArray(current)) return undefined;
    current = (current as DraftObject)[name];
  }
  return current;
};
