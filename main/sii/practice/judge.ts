import type { Channel } from '../../../shared/domain/document-type.ts';
import { parseRut, type Rut } from '../../../shared/domain/rut.ts';
import type { Book, DocumentVerdict, JudgedDocument } from './book.ts';
import { sha256Hex } from './book.ts';
import type { ReasonCode } from './codes.ts';
import type { DocumentFacts, EnvelopeFacts } from './facts.ts';
import type { EnvelopeOutcome } from './progress.ts';
import type { DteChecks, SignatureChecks } from './signatures.ts';
import { addsUp, hasBoletaVat, linesAddUp } from './totals.ts';
import type { Enrolment } from './types.ts';

/** RUT of the SII itself, to whom its copy of an envelope is addressed (PROTOCOL.md 7.4). */
const SII_RUT = '60803000-K';

/** CAFs of these types are good for six months from FA until the signature (PROTOCOL.md 7.2). */
const SHORT_LIVED = new Set([33, 43, 46, 56, 61]);
const CAF_MONTHS = 6;

const NOTES = new Set([56, 61, 111, 112]);
/** Documents that the SII itself receives, so that it knows whether one that is referred to exists. */
const ELECTRONIC = new Set(['33', '34', '39', '41', '43', '46', '52', '56', '61', '110', '111', '112']);

/** Level 3 rejects, the others are observations. */
const isRejection = (code: string): boolean => code.split('-')[1] === '3';

export interface JudgedEnvelope {
  readonly outcome: EnvelopeOutcome;
  readonly documents: readonly JudgedDocument[];
}

export interface JudgeOptions {
  /** Reject a note whose referenced document has not been received before: REF-3-750. */
  readonly strictReferences: boolean;
}

/**
 * What the SII finds in an envelope that its upload has let pass: carátula and signature of the envelope first, which
 * reject all of it, then every document by itself (PROTOCOL.md 4.1, 6).
 */
export const judgeEnvelope = (
  file: Buffer,
  facts: EnvelopeFacts,
  company: Enrolment,
  sender: Rut,
  book: Book,
  signatures: SignatureChecks,
  channel: Channel,
  options: JudgeOptions,
): JudgedEnvelope => {
  const bytes = signatures.extract(file);
  const envelopeProblem = caratulaProblem(facts, company, sender);
  if (envelopeProblem !== null)
    return rejectAll(facts, bytes, outcomeOf(envelopeProblem, channel), envelopeProblem);
  if (bytes.length !== facts.documents.length || !signatures.isEnvelopeGood(file)) {
    return rejectAll(facts, bytes, 'RFR', 'ENV-3-505');
  }
  const judged: JudgedDocument[] = [];
  for (const [index, document] of facts.documents.entries()) {
    const own = bytes[index] ?? Buffer.alloc(0);
    judged.push(judgeDocument(document, own, company, book, judged, signatures, options));
  }
  return { outcome: 'EPR', documents: judged };
};

/** The boleta API tells a carátula that is wrong from one that does not agree with what follows it. PROTOCOL.md 5. */
const outcomeOf = (code: ReasonCode, channel: Channel): EnvelopeOutcome =>
  channel === 'boleta' && code === 'CRT-3-903' ? 'RCO' : 'RCT';

export const rejectAll = (
  facts: EnvelopeFacts,
  bytes: readonly Buffer[],
  outcome: EnvelopeOutcome,
  code: ReasonCode,
): JudgedEnvelope => ({
  outcome,
  documents: facts.documents.map((document, index) => ({
    facts: document,
    sha256: sha256Hex(bytes[index] ?? Buffer.alloc(0)),
    verdict: 'rejected',
    codes: [code],
  })),
});

const caratulaProblem = (
  { caratula, documents }: EnvelopeFacts,
  company: Enrolment,
  sender: Rut,
): ReasonCode | null => {
  if (caratula.rutEmisor !== company.rut) return 'CRT-3-901';
  if (caratula.rutEnvia !== sender) return 'CRT-3-11';
  if (caratula.rutReceptor !== SII_RUT) return 'CRT-3-902';
  if (caratula.fchResol !== company.fchResol || caratula.nroResol !== company.nroResol) return 'CRT-3-19';
  const counts = new Map<number, number>();
  for (const { type } of documents) counts.set(type, (counts.get(type) ?? 0) + 1);
  const same =
    counts.size === caratula.subtotals.size && [...counts].every(([t, n]) => caratula.subtotals.get(t) === n);
  return same ? null : 'CRT-3-903';
};

const judgeDocument = (
  facts: DocumentFacts,
  bytes: Buffer,
  company: Enrolment,
  book: Book,
  before: readonly JudgedDocument[],
  signatures: SignatureChecks,
  options: JudgeOptions,
): JudgedDocument => {
  const sha256 = sha256Hex(bytes);
  const codes: ReasonCode[] = [];
  const found = firstRejection(
    facts,
    sha256,
    signatures.checkDte(bytes),
    company,
    book,
    before,
    options,
    codes,
  );
  if (found !== null) codes.push(found);
  return { facts, sha256, verdict: verdictOf(codes), codes };
};

export const verdictOf = (codes: readonly string[]): DocumentVerdict => {
  if (codes.some(isRejection)) return 'rejected';
  return codes.length > 0 ? 'objected' : 'accepted';
};

/**
 * In the SII's order, where an early error hides later ones: folio seen before, CAF, stamp, signature (PROTOCOL.md 6);
 * then contents.
 * @param observations gets what does not reject
 */
const firstRejection = (
  facts: DocumentFacts,
  sha256: string,
  checks: DteChecks,
  company: Enrolment,
  book: Book,
  before: readonly JudgedDocument[],
  options: JudgeOptions,
  observations: ReasonCode[],
): ReasonCode | null => {
  const { type, folio, stamp } = facts;
  const earlier = [
    ...book.documents({ rut: company.rut, type, folio }),
    ...before.filter((other) => other.facts.type === type && other.facts.folio === folio),
  ].filter((other) => other.verdict !== 'rejected');
  if (earlier.some((other) => other.sha256 === sha256)) return 'DTE-3-100';
  if (earlier.length > 0) return 'DTE-3-101';
  if (book.isAnnulled(company.rut, type, folio)) return 'DTE-3-601';
  if (facts.rutEmisor !== company.rut) return 'HED-3-902';

  const caf = stamp?.caf;
  if (!stamp || !caf || !checks.cafIsOurs) return 'CAF-3-516';
  if (SHORT_LIVED.has(type) && facts.signedOn > addMonths(caf.authorizedOn, CAF_MONTHS)) return 'CAF-3-517';
  if (caf.rut !== facts.rutEmisor || caf.type !== type) return 'CAF-3-902';
  if (folio < caf.from || folio > caf.to) return 'CAF-3-901';
  const stampFits =
    stamp.rutEmisor === facts.rutEmisor &&
    stamp.type === type &&
    stamp.folio === folio &&
    stamp.issuedOn === facts.issuedOn &&
    stamp.rutReceptor === facts.rutReceptor &&
    stamp.total === facts.total;
  if (stampFits && !checks.stampIsGood) observations.push('TED-2-510');
  if (!checks.signatureIsGood) return 'DTE-3-505';
  if (!stampFits) return 'TED-3-901';
  if (parseRut(facts.rutReceptor) !== facts.rutReceptor) return 'HED-3-903';
  if (facts.totals && !addsUp(facts.totals)) return 'HED-3-901';
  if (facts.boleta && !hasBoletaVat(facts.boleta)) return 'HED-3-904';
  if (facts.boleta && !linesAddUp(facts.boleta)) return 'HED-3-905';
  return NOTES.has(type) ? referenceProblem(facts, company, book, before, options) : null;
};

const referenceProblem = (
  facts: DocumentFacts,
  company: Enrolment,
  book: Book,
  before: readonly JudgedDocument[],
  options: JudgeOptions,
): ReasonCode | null => {
  const references = facts.references.filter((reference) => reference.type !== 'SET');
  if (references.length === 0) return 'REF-3-415';
  if (!references.some((reference) => reference.code !== null)) return 'REF-3-758';
  if (!options.strictReferences) return null;
  const isKnown = (type: number, folio: number): boolean =>
    before.some((d) => d.facts.type === type && d.facts.folio === folio && d.verdict !== 'rejected') ||
    book.documents({ rut: company.rut, type, folio }).some((d) => d.verdict !== 'rejected');
  const unknown = references.some(
    (reference) =>
      ELECTRONIC.has(reference.type) && !isKnown(Number(reference.type), Number(reference.folio)),
  );
  return unknown ? 'REF-3-750' : null;
};

/** Calendar months, the day cut to the month's last. ISO dates compare as text. */
const addMonths = (isoDate: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const date = new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())),
  );
  return date.toISOString().slice(0, 10);
};
