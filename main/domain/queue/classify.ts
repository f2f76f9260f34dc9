/**
 * From what was answered to what it means: the one place where an error becomes {retry | ask first | person}
 * (RELIABILITY.md 2 and 4). Pure tables; sources: PROTOCOL.md 2.2 (auth), 3 (upload), 4 (queries), 6 (safe retry).
 */
import type { Channel } from '../../../shared/domain/document-type.ts';
import { assertNever } from '../../../shared/domain/errors.ts';
import type { SendErrorCode } from '../../../shared/domain/send-errors.ts';
import { UPLOAD_STATUS } from '../../../shared/domain/sii-codes.ts';
import type { ErrorClass } from '../../../shared/domain/states.ts';
import type {
  AuthFailure,
  DocumentAnswer,
  Silence,
  TrackAnswer,
  TypeCounters,
  UploadAnswer,
} from './answers.ts';
import { classifyInGroup, type EnvelopeContent } from './group-counters.ts';
import { detailOf, REJECTED, withReasons } from './reasons.ts';
import type {
  AskVerdict,
  CounterSums,
  Failure,
  Retryability,
  Stated,
  TrackVerdict,
  UploadVerdict,
} from './verdict.ts';

type Meaning = readonly [Failure['outcome'], ErrorClass, SendErrorCode, Retryability];

const failure = (
  [outcome, errorClass, errorCode, retryability]: Meaning,
  params: Failure['params'] = {},
): Failure => ({ kind: 'failure', outcome, errorClass, errorCode, params, retryability });

/** Answers of the upload that are a definite "not received", and what they ask for. PROTOCOL.md 3. */
const UPLOAD_MEANINGS: Readonly<Record<number, Meaning>> = {
  1: ['refused', 'validation', UPLOAD_STATUS[1], 'person'],
  2: ['refused', 'unknown', UPLOAD_STATUS[2], 'retry'],
  3: ['refused', 'connection', UPLOAD_STATUS[3], 'retry'],
  // The gateway has renewed the token once already: what is wrong with it may pass, the document is untouched.
  5: ['refused', 'unavailable', UPLOAD_STATUS[5], 'retry'],
  6: ['refused', 'validation', UPLOAD_STATUS[6], 'person'],
  7: ['refused', 'validation', UPLOAD_STATUS[7], 'person'],
  8: ['refused', 'validation', UPLOAD_STATUS[8], 'person'],
  9: ['refused', 'unavailable', UPLOAD_STATUS[9], 'retry'],
  // "This XML was already received": so it has it, or something that it takes for it.
  99: ['uncertain', 'unknown', UPLOAD_STATUS[99], 'ask_first'],
  [-1]: ['uncertain', 'unavailable', UPLOAD_STATUS[-1], 'ask_first'],
};
const UNKNOWN_STATUS: Meaning = ['uncertain', 'unknown', 'sii_internal', 'ask_first'];

/** ESTADOs of the seed and token services that pass by themselves; any other needs a person. PROTOCOL.md 2.2. */
const PASSING_AUTH = new Set(['07', '7', '08', '8', '09', '9', '12', '-1', '-2', '-01', '-02']);

/** What OpenSSL and Node say of a certificate that they refuse, where a person can do something about it. */
const TLS_CODES: Readonly<Record<string, SendErrorCode>> = {
  CERT_HAS_EXPIRED: 'tls_expired',
  CERT_NOT_YET_VALID: 'tls_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_wrong_name',
  HOSTNAME_MISMATCH: 'tls_wrong_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_untrusted',
};

/** What went wrong, apart from what it did to a document. */
const describe = (
  silence: Silence,
): {
  readonly errorClass: ErrorClass;
  readonly errorCode: SendErrorCode;
  readonly params: Failure['params'];
} => {
  switch (silence.kind) {
    case 'transport': {
      if (silence.cause === 'timeout') return { errorClass: 'timeout', errorCode: 'no_answer', params: {} };
      if (silence.cause === 'tls')
        return { errorClass: 'connection', errorCode: TLS_CODES[silence.detail] ?? 'tls_failed', params: {} };
      if (silence.cause === 'proxy')
        return { errorClass: 'connection', errorCode: 'proxy_refused', params: {} };
      return {
        errorClass: 'connection',
        errorCode: silence.began ? 'connection_cut' : 'no_connection',
        params: {},
      };
    }
    case 'http': {
      const params = { httpStatus: silence.httpStatus };
      if (silence.httpStatus === 429) return { errorClass: 'unavailable', errorCode: 'sii_busy', params };
      if (silence.httpStatus === 401 || silence.httpStatus === 403)
        return { errorClass: 'unavailable', errorCode: 'not_authenticated', params };
      if (silence.httpStatus >= 500)
        return { errorClass: 'unavailable', errorCode: 'sii_unavailable', params };
      return { errorClass: 'unknown', errorCode: 'unreadable_answer', params };
    }
    case 'unreadable': {
      // An HTML page is how the SII says that it is closed or that it did not like the program (PROTOCOL.md 3, 6.8).
      if (silence.what === 'html') return { errorClass: 'unavailable', errorCode: 'html_answer', params: {} };
      if (silence.what === 'empty')
        return { errorClass: 'unavailable', errorCode: 'empty_answer', params: {} };
      if (silence.what === 'truncated')
        return { errorClass: 'connection', errorCode: 'connection_cut', params: {} };
      return { errorClass: 'unknown', errorCode: 'unreadable_answer', params: { what: silence.what } };
    }
    default:
      return assertNever(silence, 'silence');
  }
};

/** Retry-After of whatever answer carries one, also of a login that failed. */
const withPatience = <V extends UploadVerdict | AskVerdict>(
  verdict: V,
  answer: { readonly kind: string },
): V => {
  const cause = answer.kind === 'auth' ? (answer as AuthFailure).failure : (answer as Silence);
  if (verdict.kind !== 'failure' || cause.kind !== 'http' || cause.retryAfterMs === null) return verdict;
  return { ...verdict, retryAfterMs: cause.retryAfterMs };
};

/** The SII's words are kept, a flood of them is not. */
const MAX_GLOSA = 500;
const short = (glosa: string): string => glosa.trim().slice(0, MAX_GLOSA);

/** Authentication comes before the document: whatever happens to it, nothing of the document was sent. */
const classifyAuth = ({ failure: cause, step }: AuthFailure): Failure => {
  if (cause.kind === 'estado') {
    const params = { step, estado: cause.estado, glosa: short(cause.glosa) };
    return PASSING_AUTH.has(cause.estado.trim())
      ? failure(['not_sent', 'unavailable', 'auth_unavailable', 'retry'], params)
      : failure(['not_sent', 'validation', 'certificate_refused', 'person'], params);
  }
  const { errorClass, errorCode, params } = describe(cause);
  // Without a network the failure is the network's, whichever request met it first.
  if (cause.kind === 'transport')
    return failure(['not_sent', errorClass, errorCode, 'retry'], { ...params, step });
  return failure(['not_sent', errorClass, 'auth_unavailable', 'retry'], { ...params, step });
};

const isSilence = (answer: { readonly kind: string }): answer is Silence =>
  answer.kind === 'transport' || answer.kind === 'http' || answer.kind === 'unreadable';

/** @param channel HTTP 401 is a documented refusal of the boleta API, and an unexplained one of the upload of facturas */
export const classifyUpload = (answer: UploadAnswer, channel: Channel): UploadVerdict =>
  withPatience(uploadVerdict(answer, channel), answer);

const uploadVerdict = (answer: UploadAnswer, channel: Channel): UploadVerdict => {
  if (answer.kind === 'received') return { kind: 'received', trackId: answer.trackId };
  if (answer.kind === 'auth') return classifyAuth(answer);
  if (answer.kind === 'status') {
    const params = {
      status: answer.status,
      ...(answer.details.length > 0 ? { details: answer.details.join('\n').slice(0, 2000) } : {}),
    };
    // A 0 that brings no track id is not a receipt.
    return failure(UPLOAD_MEANINGS[answer.status] ?? UNKNOWN_STATUS, params);
  }
  const { errorClass, errorCode, params } = describe(answer);
  if (answer.kind === 'transport' && !answer.began)
    return failure(['not_sent', errorClass, errorCode, 'retry'], params);
  if (answer.kind === 'http' && answer.httpStatus === 401 && channel === 'boleta')
    return failure(['refused', errorClass, errorCode, 'retry'], params);
  return failure(['uncertain', errorClass, errorCode, 'ask_first'], params);
};

/** An ask without an answer leaves the document as uncertain as it was. */
const unanswered = (errorClass: ErrorClass, errorCode: SendErrorCode, params: Failure['params']): Failure =>
  failure(['uncertain', errorClass, errorCode, 'ask_first'], params);

/** ESTADOs of getEstDte that say that the document is there with our data. PROTOCOL.md 4.2. */
const HAS_IT = new Set(['DOK', 'TMD', 'TMC', 'MMD', 'MMC', 'AND', 'ANC']);

/** ESTADOs of getEstDte that stop us. */
const STOPS: Readonly<Record<string, SendErrorCode>> = {
  DNK: 'data_differ',
  FNA: 'folio_not_authorised',
  FAN: 'folio_annulled',
  EMP: 'company_not_authorised',
};

/** Token inactive, or unknown to the SII; the gateway has renewed it once. PROTOCOL.md 4.1. */
const TOKEN_SIGNALS = new Set(['001', '002', '003']);

/** Errors of the query itself that do not pass: user unknown, user not authorised, RUT wrong, RUT missing. PROTOCOL.md 4.1. */
const LASTING_QUERY_ERRORS = new Set(['-3', '-6', '-10', '-13']);

const queryTrouble = (estado: string, glosa: string): Failure => {
  const params = { estado, glosa };
  if (TOKEN_SIGNALS.has(estado)) return unanswered('unavailable', 'not_authenticated', params);
  if (LASTING_QUERY_ERRORS.has(estado))
    return failure(['uncertain', 'validation', 'not_permitted', 'person'], params);
  if (/^-\d+$/.test(estado)) return unanswered('unavailable', 'sii_internal', params);
  return unanswered('unknown', 'unreadable_answer', params);
};

export const classifyAsk = (answer: DocumentAnswer): AskVerdict => withPatience(askVerdict(answer), answer);

const askVerdict = (answer: DocumentAnswer): AskVerdict => {
  if (answer.kind === 'auth') {
    const auth = classifyAuth(answer);
    return {
      ...auth,
      outcome: 'uncertain',
      retryability: auth.retryability === 'person' ? 'person' : 'ask_first',
    };
  }
  if (isSilence(answer)) {
    const { errorClass, errorCode, params } = describe(answer);
    return unanswered(errorClass, errorCode, params);
  }
  const estado = answer.estado.trim().toUpperCase();
  const glosa = short(answer.glosa);
  const reason = { estado, glosa };
  if (HAS_IT.has(estado)) return { kind: 'has_it', reason };
  if (estado === 'FAU') {
    // The answer that allows a resend has to be whole: with a number that says otherwise (3 is FAU's) it allows nothing.
    if (answer.errCode !== null && Number(answer.errCode) !== 3)
      return unanswered('unknown', 'unreadable_answer', { estado, glosa, errCode: answer.errCode });
    return { kind: 'not_there', reason };
  }
  const stop = STOPS[estado];
  if (stop !== undefined)
    return { ...failure(['refused', 'validation', stop, 'person'], { estado, glosa }), reason };
  return queryTrouble(estado, glosa);
};

/** PROTOCOL.md 4.1 and 5: on the way. */
const IN_PROGRESS = new Set(['REC', 'SOK', 'CRT', 'FOK', 'PDR', 'PRD']);
/** The whole envelope rejected: schema, signature, carátula, consistency, or just so. */
const ENVELOPE_REJECTED = new Set(['RSC', 'RFR', 'RCT', 'RCH', 'RCO']);
/** Accepted with objections, light or not. */
const OBJECTED = new Set(['RPR', 'RLV']);

const sum = (counters: readonly TypeCounters[]): CounterSums =>
  counters.reduce<CounterSums>(
    (total, each) => ({
      informed: total.informed + each.informed,
      accepted: total.accepted + each.accepted,
      rejected: total.rejected + each.rejected,
      objected: total.objected + each.objected,
    }),
    { informed: 0, accepted: 0, rejected: 0, objected: 0 },
  );

/**
 * EPR says only that the envelope was gone through; its counters say what became of what was inside. Objected documents are
 * counted among the accepted by some answers and apart by others, so both sums are taken.
 * @param type the type of the document that was sent: counters of other types are another envelope's, and decide nothing
 */
const classifyProcessed = (reason: Stated, counters: readonly TypeCounters[], type: number): TrackVerdict => {
  const sums = sum(counters);
  const { informed, accepted, rejected, objected } = sums;
  if (informed < 1 || counters.some((each) => each.type !== type))
    return unanswered('unknown', 'unreadable_answer', { ...reason, what: 'counters' });
  if (rejected > 0)
    return { kind: 'rejected', errorCode: 'document_rejected', reason: { ...reason, ...sums } };
  if (accepted !== informed && accepted + objected !== informed)
    return unanswered('unknown', 'unreadable_answer', { ...reason, what: 'counters' });
  return { kind: objected > 0 ? 'objected' : 'accepted', reason: { ...reason, ...sums } };
};

/** A poll never makes a document uncertain: what has a track id is received, and is asked for again later. */
const later = (trouble: Failure): Failure => ({ ...trouble, outcome: 'uncertain', retryability: 'retry' });

/**
 * @param type of the document that was sent
 * @param folio of the same: the boleta API says what is wrong with each document. 0 when only counters are to decide
 * @param content what the envelope has, where that is more than this document
 */
export const classifyTrack = (
  answer: TrackAnswer,
  type: number,
  folio = 0,
  content: EnvelopeContent = new Map([[type, 1]]),
): TrackVerdict => {
  if (answer.kind === 'auth') return later(classifyAuth(answer));
  if (isSilence(answer)) {
    const { errorClass, errorCode, params } = describe(answer);
    return {
      ...later(unanswered(errorClass, errorCode, params)),
      ...(answer.kind === 'http' ? { retryAfterMs: answer.retryAfterMs } : {}),
    };
  }
  const estado = answer.estado.trim().toUpperCase();
  const glosa = short(answer.glosa);
  const detail = detailOf(answer.details ?? [], type, folio);
  const reason = withReasons({ estado, glosa }, detail);
  if (IN_PROGRESS.has(estado)) return { kind: 'in_progress', reason };
  const documents = [...content.values()].reduce((total, n) => total + n, 0);
  if (estado === 'EPR' && documents > 1) {
    const { counters, details = [] } = answer;
    return (
      classifyInGroup(reason, counters, details, { type, folio }, content) ??
      later(unanswered('unknown', 'unreadable_answer', { estado, glosa, what: 'counters' }))
    );
  }
  if (estado === 'EPR') {
    const verdict = classifyProcessed(reason, answer.counters, type);
    if (verdict.kind === 'failure') return later(verdict);
    // Counters that take in what is rejected by name contradict it: which of the two is wrong is not for us to say.
    if (verdict.kind !== 'rejected' && detail?.estado === REJECTED)
      return later(unanswered('unknown', 'unreadable_answer', { estado, glosa, what: 'details' }));
    return verdict;
  }
  if (ENVELOPE_REJECTED.has(estado)) return { kind: 'rejected', errorCode: 'envelope_rejected', reason };
  if (OBJECTED.has(estado)) return { kind: 'objected', reason };
  if (estado === 'RPT') return { kind: 'repeated', reason };
  return later(queryTrouble(estado, glosa));
};
