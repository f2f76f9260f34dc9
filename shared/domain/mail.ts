/**
 * The life of a message to a customer. waiting has its time, sending is under way, sent was taken by the mail server, uncertain
 * may have been (it is never sent again by itself), failed waits for a person, given_up is the end that a person chose.
 */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'uncertain', 'failed', 'given_up'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why a message is not out, as codes; the Spanish texts are in shared/texts (`exchange.mailErrors`). */
export const MAIL_ERRORS = [
  'not_set_up',
  'no_connection',
  'timeout',
  'tls_failed',
  'login_refused',
  'recipient_refused',
  'sender_refused',
  'message_refused',
  'server_busy',
  'connection_cut',
  'interrupted',
  'restored',
  'locked',
  'print_failed',
  'document_damaged',
  'unknown',
] as const;
export type MailErrorCode = (typeof MAIL_ERRORS)[number];

/** tls: encrypted from the first byte (465). starttls: before anything is said (587). There is no third way. */
export const MAIL_SECURITY = ['tls', 'starttls'] as const;
export type MailSecurity = (typeof MAIL_SECURITY)[number];

/** One mailbox, as programs take it: no display name, no list, nothing that could begin another header. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@<>(),;:\\"[\]\p{Cc}]+@[^\s@<>(),;:\\"[\]\p{Cc}]+\.[^\s@<>(),;:\\"[\]\p{Cc}.]+$/u.test(text);
