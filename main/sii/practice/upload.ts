import type { PracticeFault } from '../../../shared/domain/practice.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import type { Clock } from '../../domain/clock.ts';
import { escapeXml } from '../xml/escape.ts';
import { type Book, sha256Hex } from './book.ts';
import { type EnvelopeFacts, MAX_FILE_BYTES, readFacts } from './facts.ts';
import { DEFAULT_STATUS } from './faults.ts';
import { type FormPart, readForm } from './form.ts';
import { headProblem } from './head.ts';
import { type JudgedEnvelope, type JudgeOptions, judgeEnvelope, verdictOf } from './judge.ts';
import type { Sessions } from './sessions.ts';
import type { SignatureChecks } from './signatures.ts';

export interface UploadHeaders {
  readonly contentType: string;
  readonly userAgent: string;
  readonly cookie: string;
}

export type UploadReply =
  | { readonly kind: 'xml'; readonly body: Buffer }
  /** What the SII says to a browser, or to what it takes for one. */
  | { readonly kind: 'html' };

export interface UploadDesk {
  handle(headers: UploadHeaders, body: Buffer, fault: PracticeFault): UploadReply;
  /** Notes an upload that a fault has swallowed: nothing of it is kept but that it was here. */
  noteSwallowed(headers: UploadHeaders, body: Buffer, faultKind: string): void;
}

export interface UploadDeskParts {
  readonly clock: Clock;
  readonly book: Book;
  readonly sessions: Sessions;
  readonly signatures: SignatureChecks;
  readonly processingMs: () => number;
  readonly options: JudgeOptions;
}

/** Fields in the order in which the SII wants them, PROTOCOL.md 3. */
const FIELDS = ['rutSender', 'dvSender', 'rutCompany', 'dvCompany', 'archivo'];

interface Form {
  readonly sender: Rut;
  readonly company: Rut;
  readonly fileName: string;
  readonly file: Buffer;
}

interface Verdict {
  readonly status: number;
  readonly trackId?: string;
  readonly details?: readonly string[];
}

const tokenOf = (cookie: string): string => /(?:^|;\s*)TOKEN=([^;\s]+)/.exec(cookie)?.[1] ?? '';

const formOf = (parts: readonly FormPart[]): Form | null => {
  if (parts.map((part) => part.name).join() !== FIELDS.join()) return null;
  const [rutSender = '', dvSender = '', rutCompany = '', dvCompany = ''] = parts
    .slice(0, 4)
    .map((part) => part.content.toString('latin1'));
  const file = parts[4];
  if (!file?.fileName || !/\.xml$/i.test(file.fileName) || !/^text\/xml\b/i.test(file.contentType ?? ''))
    return null;
  return {
    sender: `${rutSender}-${dvSender.toUpperCase()}`,
    company: `${rutCompany}-${dvCompany.toUpperCase()}`,
    fileName: file.fileName,
    file: file.content,
  };
};

/** DTEUpload: what the SII says at once. What it finds out later is judged now, and shown when its time has come. */
export const createUploadDesk = (parts: UploadDeskParts): UploadDesk => {
  const { clock, book, sessions, signatures } = parts;

  const note = (form: Form, facts: EnvelopeFacts | null, answer: string): void => {
    const bytes = facts ? signatures.extract(form.file) : [];
    book.noteUpload({
      at: clock.now(),
      company: form.company,
      envelopeSha256: sha256Hex(form.file),
      answer,
      documents: (facts?.documents ?? []).map((document, index) => ({
        rut: document.rutEmisor,
        type: document.type,
        folio: document.folio,
        sha256: sha256Hex(bytes[index] ?? Buffer.alloc(0)),
      })),
    });
  };

  const decide = (form: Form, token: string, fault: PracticeFault): Verdict => {
    if (fault.kind === 'token_expired') sessions.expire(token);
    const session = sessions.check(token);
    if (session.kind !== 'good') return { status: 5 };
    const company = book.company(form.company);
    if (!company) return { status: 6 };
    if (form.sender !== session.holder || !company.senderRuts.includes(session.holder)) return { status: 1 };
    if (form.file.length === 0 || form.file.length > MAX_FILE_BYTES) return { status: 2 };
    if (fault.kind === 'status_n') return { status: fault.value ?? DEFAULT_STATUS };
    if (fault.kind === 'schema_rejection') {
      return {
        status: 7,
        details: [fault.detail ?? 'LSX-00213: only 0 occurrences of particle "sequence", minimum is 1'],
      };
    }
    const problem = headProblem(form.file);
    if (problem !== null) return { status: 7, details: [problem] };
    const read = readFacts(form.file);
    if (!read.ok) return { status: 7, details: [read.detail] };
    if (!read.facts.signed) return { status: 8 };
    const sha256 = sha256Hex(form.file);
    if (book.hasEnvelope(form.company, sha256)) return { status: 99 };

    const judged = judgeEnvelope(
      form.file,
      read.facts,
      company,
      session.holder,
      book,
      signatures,
      parts.options,
    );
    const now = clock.now();
    const trackId = book.take({
      company: form.company,
      sender: form.sender,
      fileName: form.fileName,
      sha256,
      receivedAt: now,
      readyAt: now + parts.processingMs(),
      ...afterFault(judged, fault),
    });
    return { status: 0, trackId };
  };

  const read = (headers: UploadHeaders, body: Buffer): Form | 'cut' | null => {
    const form = readForm(headers.contentType, body);
    return form.kind === 'form' ? formOf(form.parts) : form.kind === 'cut' ? 'cut' : null;
  };
  const factsOf = (form: Form): EnvelopeFacts | null => {
    const facts = readFacts(form.file);
    return facts.ok ? facts.facts : null;
  };

  return {
    handle: (headers, body, fault) => {
      if (!headers.userAgent.includes('PROG 1.0')) return { kind: 'html' };
      const form = read(headers, body);
      if (form === null) return { kind: 'html' };
      if (form === 'cut') return { kind: 'xml', body: reception(null, clock.now(), { status: 3 }) };
      const verdict = decide(form, tokenOf(headers.cookie), fault);
      note(form, factsOf(form), fault.kind === 'lost_answer' ? fault.kind : `STATUS ${verdict.status}`);
      return { kind: 'xml', body: reception(form, clock.now(), verdict) };
    },
    noteSwallowed: (headers, body, faultKind) => {
      const form = read(headers, body);
      if (form !== null && form !== 'cut') note(form, factsOf(form), faultKind);
    },
  };
};

/** A fault that is about the result puts its code over what was found. */
const afterFault = (judged: JudgedEnvelope, fault: PracticeFault): JudgedEnvelope => {
  const code =
    fault.kind === 'rejection_after_epr'
      ? (fault.code ?? 'HED-3-305')
      : fault.kind === 'objections_after_epr'
        ? (fault.code ?? 'DTE-1-650')
        : null;
  if (code === null) return judged;
  const verdict = fault.kind === 'rejection_after_epr' ? 'rejected' : 'objected';
  return {
    outcome: 'EPR',
    documents: judged.documents.map((document) =>
      // What is wrong of itself stays rejected, however mild the fault.
      verdict === 'objected' && verdictOf(document.codes) === 'rejected'
        ? document
        : { ...document, verdict, codes: [...document.codes, code] },
    ),
  };
};

const reception = (form: Form | null, nowMs: number, { status, trackId, details }: Verdict): Buffer => {
  const lines = [
    '<?xml version="1.0"?>',
    '<RECEPCIONDTE>',
    `<RUTSENDER>${escapeXml(form?.sender ?? '')}</RUTSENDER>`,
    `<RUTCOMPANY>${escapeXml(form?.company ?? '')}</RUTCOMPANY>`,
    `<FILE>${escapeXml(form?.fileName ?? '')}</FILE>`,
    `<TIMESTAMP>${localTimestamp(nowMs).replace('T', ' ')}</TIMESTAMP>`,
    `<STATUS>${status}</STATUS>`,
    ...(trackId === undefined ? [] : [`<TRACKID>${trackId}</TRACKID>`]),
    ...(details
      ? ['<DETAIL>', ...details.map((detail) => `<ERROR>${escapeXml(detail)}</ERROR>`), '</DETAIL>']
      : []),
    '</RECEPCIONDTE>',
    '',
  ];
  return Buffer.from(lines.join('\n'), 'latin1');
};
