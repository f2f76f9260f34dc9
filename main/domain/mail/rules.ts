import type { MailErrorCode, MailState } from '../../../shared/domain/mail.ts';

/** What a mail server, or the way to it, answered. */
export type MailAnswer = { readonly kind: 'taken'; readonly response: string } | MailFailure;

/**
 * began: whether the message itself was under way when it failed, without an answer to it: then the server may have it.
 */
export interface MailFailure {
  readonly kind: 'failure';
  readonly code: MailErrorCode;
  readonly began: boolean;
  /** A refusal for now (4xx: greylisting, busy) is tried again; any other of its code's kind waits for a person. */
  readonly passing: boolean;
  /** The server's own words, or empty. */
  readonly detail: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Greylisting opens after some minutes; a server or a line that is down is back within two days, or somebody has to look. */
export const MAIL_WAITS: readonly number[] = [
  1 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  ...Array.from({ length: 11 }, () => 4 * HOUR),
];

/** What becomes of a message after an attempt. */
export interface MailNext {
  readonly state: Extract<MailState, 'sent' | 'waiting' | 'uncertain' | 'failed'>;
  /** UTC epoch ms; null where nothing happens by itself. */
  readonly dueAt: number | null;
  readonly failedRetries: number;
}

/**
 * The one place where an answer becomes {done | again | nobody knows | a person}. What may be out already is never sent again
 * by itself.
 * @param failedRetries attempts that failed before this one
 */
export const afterMailAttempt = (answer: MailAnswer, failedRetries: number, now: number): MailNext => {
  if (answer.kind === 'taken') return { state: 'sent', dueAt: null, failedRetries };
  if (answer.began) return { state: 'uncertain', dueAt: null, failedRetries };
  const wait = answer.passing ? MAIL_WAITS[failedRetries] : undefined;
  return wait === undefined
    ? { state: 'failed', dueAt: null, failedRetries }
    : { state: 'waiting', dueAt: now + wait, failedRetries: failedRetries + 1 };
};

/** What SMTP gave: the class of the library's error, the server's reply, and how far it had come (RFC 5321 4.2.1). */
export interface SmtpTrouble {
  readonly code: string;
  readonly command: string;
  /** 0 where the server said nothing. */
  readonly reply: number;
  readonly tls: boolean;
  readonly began: boolean;
  readonly detail: string;
}

/** Replies that are about the login although they come later: "authentication required", "must issue STARTTLS first". */
const LOGIN_REPLIES = new Set([530, 534, 535, 538]);

const codeOf = ({ code, command, reply, tls }: SmtpTrouble): MailErrorCode => {
  if (tls || code === 'ETLS') return 'tls_failed';
  if (code === 'EAUTH' || LOGIN_REPLIES.has(reply))
    return reply >= 400 && reply < 500 ? 'server_busy' : 'login_refused';
  if (reply >= 400 && reply < 500) return 'server_busy';
  if (reply >= 500) {
    if (command === 'RCPT TO') return 'recipient_refused';
    return command === 'MAIL FROM' ? 'sender_refused' : 'message_refused';
  }
  if (code === 'EMESSAGE') return 'message_refused';
  if (code === 'EENVELOPE') return 'recipient_refused';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EDNS' || code === 'ESOCKET' || code === 'ECONNECTION') return 'no_connection';
  return 'unknown';
};

const PASSING: readonly MailErrorCode[] = [
  'no_connection',
  'timeout',
  'tls_failed',
  'server_busy',
  'unknown',
];

/** A reply is a definite no, however far the message had come: whoever has taken it says 250 (RFC 5321 4.1.1.4). */
export const classifySmtp = (trouble: SmtpTrouble): MailFailure => {
  const began = trouble.began && trouble.reply < 400;
  const code = began ? 'connection_cut' : codeOf(trouble);
  return { kind: 'failure', code, began, passing: !began && PASSING.includes(code), detail: trouble.detail };
};
