import type { PracticeFault } from '../../../../shared/domain/practice.ts';
import { localTimestamp } from '../../../../shared/format/time.ts';
import { BOLETA_USER_AGENT } from '../../boleta/channel.ts';
import { DEFAULT_SCHEMA_DETAIL, DEFAULT_STATUS } from '../faults.ts';
import type { Admitted, FileCheck, Intake } from '../intake.ts';
import { rejectAll } from '../judge.ts';
import { readUpload, tokenOf, type UploadForm, type UploadHeaders } from '../upload-form.ts';
import { json, NOT_AUTHENTICATED, plain, type RestReply, restTime } from './reply.ts';

const MALFORMED = plain(400, 'Error en los parametros del envio');
/** Our sources do not say in which words, or with which status, the API refuses these. */
const REFUSED = {
  token: NOT_AUTHENTICATED,
  company: plain(400, 'Empresa no autorizada a enviar boletas'),
  sender: plain(400, 'Usuario no autorizado a enviar por la empresa'),
  size: plain(400, 'Error en el tamano del archivo'),
} as const;

/**
 * boleta.electronica.envio, PROTOCOL.md 5: takes whatever comes from who may send, and says later, under its track id, what
 * is wrong with it.
 */
export const receiveBoletas = (
  intake: Intake,
  headers: UploadHeaders,
  body: Buffer,
  fault: PracticeFault,
): RestReply => {
  if (headers.userAgent !== BOLETA_USER_AGENT) return NOT_AUTHENTICATED;
  const form = readUpload(headers, body);
  if (form === null || form === 'cut') return MALFORMED;
  const reply = decide(intake, form, tokenOf(headers.cookie), fault);
  const answer = reply.status === 200 ? 'REC' : `HTTP ${reply.status}`;
  intake.note(form, fault.kind === 'lost_answer' ? fault.kind : answer);
  return reply;
};

const decide = (intake: Intake, form: UploadForm, token: string, fault: PracticeFault): RestReply => {
  const admitted = intake.admit(form, token, fault);
  if (typeof admitted === 'string') return REFUSED[admitted];
  if (fault.kind === 'status_n') return statusFault(fault.value ?? DEFAULT_STATUS);
  return json({
    rut_emisor: form.company,
    rut_envia: form.sender,
    // 15 digits: exact in a double.
    trackid: Number(take(intake, form, admitted, fault)),
    fecha_recepcion: restTime(localTimestamp(intake.now())),
    estado: 'REC',
    file: form.fileName,
  });
};

const take = (intake: Intake, form: UploadForm, by: Admitted, fault: PracticeFault): string => {
  if (intake.hasTaken(form)) return intake.take(form, by, { outcome: 'RPT', documents: [] });
  const check = intake.checkFile(form.file);
  const detail = schemaProblem(check, fault);
  if (check.ok && detail === null) return intake.take(form, by, intake.judge(form, check.facts, by, fault));
  const documents = check.ok
    ? rejectAll(check.facts, intake.documentsOf(form.file), 'RSC', 'ENV-3-0').documents
    : [];
  return intake.take(form, by, { outcome: 'RSC', documents }, detail ?? '');
};

const schemaProblem = (check: FileCheck, fault: PracticeFault): string | null => {
  if (fault.kind === 'schema_rejection') return fault.detail ?? DEFAULT_SCHEMA_DETAIL;
  if (!check.ok) return check.detail;
  return check.facts.signed ? null : 'LSX-00213: only 0 occurrences of particle "Signature", minimum is 1';
};

/** The API has no STATUS: 5 is its 401, and the others are what it says when something inside of it is wrong. */
const statusFault = (status: number): RestReply =>
  status === 5 ? NOT_AUTHENTICATED : plain(status === 9 ? 503 : 500, `Error interno ${status}`);
