import {
  type Channel,
  channelOf,
  type DocumentType,
  isDocumentType,
} from '../../shared/domain/document-type.ts';
import type { Draft, DraftObject, DraftValue } from '../../shared/domain/draft.ts';
import { AppError, appError, type ErrorValue } from '../../shared/domain/errors.ts';
import { localDate, localTimestamp } from '../../shared/format/time.ts';
import type { Clock } from '../domain/clock.ts';
import type { EmisorData, PrepareContext, Prepared } from '../domain/draft/types.ts';
import { type Failpoint, noFailpoint } from '../domain/failpoints.ts';
import { isNote } from '../domain/queue/references.ts';
import { readCaf } from '../dte/caf.ts';
import { isCafExpired } from '../dte/caf-expiry.ts';
import { toDteFile } from '../dte/engine.ts';
import { scanMarkup } from '../dte/markup.ts';
import type { Caf, DteEngine, SignedDte, SigningCertificate } from '../dte/types.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';
import type { CafRecord, CompanyRecord, DocumentRecord } from '../store/records.ts';
import type { Changes } from './changes.ts';
import { caratulaOf, envelopeName } from './envelopes.ts';
import type { Keyring } from './keyring.ts';

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
  readonly failpoint?: Failpoint;
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
  /**
   * Issues many: documents of one channel that follow each other share an envelope, at most GROUP of them, and each envelope is one
   * transaction. A draft at fault takes no folio and does not stop the others. Between two envelopes everything else gets its turn.
   * @returns what became of each draft, in their order; fewer when `signal` was raised in between
   * @throws AppError `not_set_up`, `certificate_missing`, `certificate_expired`, `certificate_not_yet_valid`, `locked` before
   *   anything is issued
   */
  issueMany(drafts: readonly Draft[], actor: string, how?: IssueMany): Promise<readonly IssueOutcome[]>;
}

export type IssueOutcome =
  | { readonly ok: true; readonly document: DocumentRecord }
  | { readonly ok: false; readonly error: ErrorValue };

export interface IssueMany {
  readonly companyId?: number;
  /** No further envelope is begun. */
  readonly signal?: AbortSignal;
  /** In the transaction that issues it: what is written here stands or falls with the document. */
  readonly issued?: (index: number, document: DocumentRecord) => void;
  /** After each envelope. @param done drafts that are dealt with, good or not */
  readonly progress?: (done: number) => void;
}

/**
 * Documents of one envelope, and of one transaction. Signing takes one to two milliseconds each, so that twenty-five hold up the
 * program for less than the 50 ms that a window may stand still (RELIABILITY.md P9); the SII would take 2,000, or 500 boletas
 * (EnvioDTE_v10.xsd, EnvioBOLETA_v11.xsd).
 */
export const GROUP = 25;

export const createIssuing = (options: IssuingOptions): Issuing => ({
  issue(draft, actor, companyId) {
    const failpoint = options.failpoint ?? noFailpoint;
    const document = options.store.transaction(() => {
      const issuer = issuerOf(options, companyId);
      const [stored] = storeGroup(options, issuer, [signOne(options, issuer, draft)], actor);
      if (!stored) throw new AppError({ code: 'internal' });
      failpoint('issue.before_commit');
      return stored;
    });
    failpoint('issue.committed');
    options.changes.emit(['documents', 'queue']);
    options.wake();
    return document;
  },

  async issueMany(drafts, actor, how = {}) {
    issuerOf(options, how.companyId);
    const outcomes: IssueOutcome[] = [];
    while (outcomes.length < drafts.length && !how.signal?.aborted) {
      const from = outcomes.length;
      const group = nextGroup(drafts, from);
      const done = issueGroup(options, group, actor, how, from);
      outcomes.push(...done.outcomes);
      if (done.outcomes.some(({ ok }) => ok)) {
        options.changes.emit(['documents', 'queue']);
        options.wake();
      }
      how.progress?.(outcomes.length);
      if (done.stop) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return outcomes;
  },
});

/** Who issues, with what, and when. */
interface Issuer {
  readonly company: CompanyRecord;
  readonly certificate: SigningCertificate;
  readonly now: number;
}

const issuerOf = ({ store, clock, keyring }: IssuingOptions, companyId: number | undefined): Issuer => {
  const now = clock.now();
  const company = companyId === undefined ? store.companies.working() : store.companies.get(companyId);
  if (!company) throw appError('not_set_up');
  return { company, certificate: usable(keyring.certificate(company.id), now), now };
};

/** Null for what is no type: it goes alone, and its own check says so. */
const channelOfDraft = (draft: Draft): Channel | null => {
  const type = Number(at(draft, 'Encabezado', 'IdDoc', 'TipoDTE'));
  // A note waits for what it refers to, and nothing may have to wait with it.
  return isDocumentType(type) && !isNote(type) ? channelOf(type) : null;
};

/** The drafts from `from` on that share an envelope. */
const nextGroup = (drafts: readonly Draft[], from: number): readonly Draft[] => {
  const group: Draft[] = [];
  for (const draft of drafts.slice(from, from + GROUP)) {
    const [first] = group;
    const channel = channelOfDraft(draft);
    if (first && (channel === null || channel !== channelOfDraft(first))) break;
    group.push(draft);
  }
  return group;
};

/** @returns `stop` when what failed was not a draft: the disk is full, or the engine is at fault, and the rest would fare no better */
const issueGroup = (
  options: IssuingOptions,
  drafts: readonly Draft[],
  actor: string,
  how: IssueMany,
  from: number,
): { readonly outcomes: readonly IssueOutcome[]; readonly stop: boolean } => {
  const { store } = options;
  const failpoint = options.failpoint ?? noFailpoint;
  try {
    const outcomes = store.transaction(() => {
      const issuer = issuerOf(options, how.companyId);
      // A savepoint for each: a draft that fails gives its folio back.
      const signed = drafts.map((draft) =>
        orError(() => store.transaction(() => signOne(options, issuer, draft))),
      );
      const good = signed.flatMap((each) => ('error' in each ? [] : [each]));
      const documents = [...storeGroup(options, issuer, good, actor)];
      const all = signed.map((each, index): IssueOutcome => {
        if ('error' in each) return { ok: false, error: each.error };
        const document = documents.shift();
        if (!document) throw new AppError({ code: 'internal' });
        how.issued?.(from + index, document);
        return { ok: true, document };
      });
      failpoint('issue.before_commit');
      return all;
    });
    failpoint('issue.committed');
    return { outcomes, stop: false };
  } catch (error) {
    const value: ErrorValue = error instanceof AppError ? error.value : { code: 'internal' };
    return { outcomes: drafts.map(() => ({ ok: false, error: value })), stop: true };
  }
};

const orError = <T extends object>(work: () => T): T | { readonly error: ErrorValue } => {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return { error: error.value };
    throw error;
  }
};

interface Signed {
  readonly draft: Draft;
  readonly prepared: Extract<Prepared, { readonly ok: true }>;
  readonly dte: SignedDte;
}

/** Takes a folio, and stamps and signs the draft with it. */
const signOne = (options: IssuingOptions, issuer: Issuer, draft: Draft): Signed => {
  const { store, keyring } = options;
  const { company, certificate, now } = issuer;
  const failpoint = options.failpoint ?? noFailpoint;
  const type = typeOf(draft);
  const { record, caf } = chooseCaf(options, company.id, type, now);
  const prepared = options.prepare(draft, {
    type,
    folio: record.nextFolio,
    today: localDate(now),
    emisor: emisorOf(company),
  });
  if (!prepared.ok) throw appError('draft_invalid', undefined, prepared.issues);

  failpoint('issue.before_folio');
  store.cafs.take(record.id, record.nextFolio);
  failpoint('issue.after_folio');
  const signedAt = localTimestamp(now);
  const dte = options.dte.sign(prepared.document, caf, keyring.cafKey(record), certificate, signedAt);
  failpoint('issue.signed');
  return { draft, prepared, dte };
};

/** Wraps what was signed into one envelope, and stores all of it, each document with a job of its own. */
const storeGroup = (
  options: IssuingOptions,
  issuer: Issuer,
  group: readonly Signed[],
  actor: string,
): readonly DocumentRecord[] => {
  if (group.length === 0) return [];
  const { store } = options;
  const { company, certificate, now } = issuer;
  const dtes = group.map(({ dte }) => dte);
  const bytes = options.dte.wrap(dtes, caratulaOf(company, certificate, localTimestamp(now)), certificate);
  const envelopeId = store.envelopes.insert({
    companyId: company.id,
    fileName: envelopeName(dtes.map(({ id }) => id)),
    bytes,
    sha256: sha256Hex(bytes),
    signedAt: now,
  });
  return group.map((signed) => storeIssued(store, issuer, signed, envelopeId, actor));
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

const storeIssued = (
  store: Store,
  { company, now }: Issuer,
  { draft, prepared, dte }: Signed,
  envelopeId: number,
  actor: string,
): DocumentRecord => {
  const { content } = prepared.document;
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
    draft,
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
