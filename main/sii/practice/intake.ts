import type { Channel } from '../../../shared/domain/document-type.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import type { Rut } from '../../../shared/domain/rut.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Book, sha256Hex } from './book.ts';
import { type EnvelopeFacts, MAX_FILE_BYTES, readFacts } from './facts.ts';
import { headProblem } from './head.ts';
import { type JudgedEnvelope, type JudgeOptions, judgeEnvelope, verdictOf } from './judge.ts';
import type { Sessions } from './sessions.ts';
import type { SignatureChecks } from './signatures.ts';
import type { Enrolment } from './types.ts';
import { readUpload, type UploadForm, type UploadHeaders } from './upload-form.ts';

export interface IntakeParts {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly book: Book;
  readonly sessions: Sessions;
  readonly signatures: SignatureChecks;
  readonly processingMs: () => number;
  readonly options: JudgeOptions;
}

/** Who uploads, once the token and the company's record have let them in. */
export interface Admitted {
  readonly company: Enrolment;
  readonly holder: Rut;
}

/** Why nobody was let in, or what was not even a file. */
export type Refusal = 'token' | 'company' | 'sender' | 'size';

/** What can be said of a file before it is judged. */
export type FileCheck =
  | { readonly ok: true; readonly facts: EnvelopeFacts }
  /** A line for DETAIL. */
  | { readonly ok: false; readonly detail: string };

/** What the uploads of both channels have in common: who may send, what the file looks like, judging it, remembering it. */
export interface Intake {
  readonly channel: Channel;
  now(): number;
  admit(form: UploadForm, token: string, fault: PracticeFault): Admitted | Refusal;
  checkFile(file: Buffer): FileCheck;
  /** The bytes of each document, in the file's order. */
  documentsOf(file: Buffer): readonly Buffer[];
  /** Whether these bytes have been taken before. */
  hasTaken(form: UploadForm): boolean;
  judge(form: UploadForm, facts: EnvelopeFacts, by: Admitted, fault: PracticeFault): JudgedEnvelope;
  /** Keeps the envelope. @returns its track id */
  take(form: UploadForm, by: Admitted, judged: JudgedEnvelope, detail?: string): string;
  /** Remembers that an upload was here, whatever became of it. */
  note(form: UploadForm, answer: string): void;
  /** The same for one that a fault has swallowed. */
  noteSwallowed(headers: UploadHeaders, body: Buffer, faultKind: string): void;
}

export const createIntake = (parts: IntakeParts): Intake => {
  const { channel, clock, book, sessions, signatures, options } = parts;

  const note = (form: UploadForm, answer: string): void => {
    const read = readFacts(form.file, channel);
    const bytes = read.ok ? signatures.extract(form.file) : [];
    book.noteUpload({
      at: clock.now(),
      company: form.company,
      envelopeSha256: sha256Hex(form.file),
      answer,
      documents: (read.ok ? read.facts.documents : []).map((document, index) => ({
        rut: document.rutEmisor,
        type: document.type,
        folio: document.folio,
        sha256: sha256Hex(bytes[index] ?? Buffer.alloc(0)),
      })),
    });
  };

  return {
    channel,
    now: () => clock.now(),
    admit: (form, token, fault) => {
      if (fault.kind === 'token_expired') sessions.expire(token);
      const session = sessions.check(token);
      if (session.kind !== 'good') return 'token';
      const company = book.company(form.company);
      if (!company) return 'company';
      const { holder } = session;
      if (form.sender !== holder || !company.senderRuts.includes(holder)) return 'sender';
      if (form.file.length === 0 || form.file.length > MAX_FILE_BYTES) return 'size';
      return { company, holder };
    },
    checkFile: (file) => {
      const detail = headProblem(file, channel);
      return detail === null ? readFacts(file, channel) : { ok: false, detail };
    },
    documentsOf: signatures.extract,
    hasTaken: (form) => book.hasEnvelope(form.company, sha256Hex(form.file), channel),
    judge: (form, facts, { company, holder }, fault) =>
      afterFault(judgeEnvelope(form.file, facts, company, holder, book, signatures, channel, options), fault),
    take: (form, { holder }, judged, detail = '') => {
      const now = clock.now();
      return book.take({
        channel,
        company: form.company,
        sender: holder,
        fileName: form.fileName,
        sha256: sha256Hex(form.file),
        receivedAt: now,
        readyAt: now + parts.processingMs(),
        detail,
        ...judged,
      });
    },
    note,
    noteSwallowed: (headers, body, faultKind) => {
      const form = readUpload(headers, body);
      if (form !== null && form !== 'cut') note(form, faultKind);
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
