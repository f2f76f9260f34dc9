import type { PracticeFault } from '../../../shared/domain/practice.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import { escapeXml } from '../xml/escape.ts';
import { DEFAULT_SCHEMA_DETAIL, DEFAULT_STATUS } from './faults.ts';
import type { Intake, Refusal } from './intake.ts';
import { readUpload, tokenOf, type UploadForm, type UploadHeaders } from './upload-form.ts';

export type UploadReply =
  | { readonly kind: 'xml'; readonly body: Buffer }
  /** What the SII says to a browser, or to what it takes for one. */
  | { readonly kind: 'html' };

interface Verdict {
  readonly status: number;
  readonly trackId?: string;
  readonly details?: readonly string[];
}

/** STATUS of DTEUpload, PROTOCOL.md 3. */
const REFUSED: Readonly<Record<Refusal, number>> = { token: 5, company: 6, sender: 1, size: 2 };

/** DTEUpload: what the SII says at once. What it finds out later is judged now, and shown when its time has come. */
export const receiveUpload = (
  intake: Intake,
  headers: UploadHeaders,
  body: Buffer,
  fault: PracticeFault,
): UploadReply => {
  if (!headers.userAgent.includes('PROG 1.0')) return { kind: 'html' };
  const form = readUpload(headers, body);
  if (form === null) return { kind: 'html' };
  if (form === 'cut') return { kind: 'xml', body: reception(null, intake.now(), { status: 3 }) };
  const verdict = decide(intake, form, tokenOf(headers.cookie), fault);
  intake.note(form, fault.kind === 'lost_answer' ? fault.kind : `STATUS ${verdict.status}`);
  return { kind: 'xml', body: reception(form, intake.now(), verdict) };
};

const decide = (intake: Intake, form: UploadForm, token: string, fault: PracticeFault): Verdict => {
  const admitted = intake.admit(form, token, fault);
  if (typeof admitted === 'string') return { status: REFUSED[admitted] };
  if (fault.kind === 'status_n') return { status: fault.value ?? DEFAULT_STATUS };
  if (fault.kind === 'schema_rejection')
    return { status: 7, details: [fault.detail ?? DEFAULT_SCHEMA_DETAIL] };
  const check = intake.checkFile(form.file);
  if (!check.ok) return { status: 7, details: [check.detail] };
  if (!check.facts.signed) return { status: 8 };
  if (intake.hasTaken(form)) return { status: 99 };
  return {
    status: 0,
    trackId: intake.take(form, admitted, intake.judge(form, check.facts, admitted, fault)),
  };
};

const reception = (form: UploadForm | null, nowMs: number, { status, trackId, details }: Verdict): Buffer => {
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
