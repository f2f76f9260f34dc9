/** What a mail to a customer begins with. */
export interface MailDraft {
  /** Empty when the document says no address. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Longer addresses are cut by some systems (Windows hands 2,048 characters to a program). */
const MAX_LENGTH = 1_900;

/**
 * A `mailto:` address (RFC 6068): lines end in CRLF, everything but the address's own signs is escaped, so that nothing in a
 * document's text can add a header. It has no attachments: programs that took them were a hole.
 */
export const mailtoOf = ({ to, subject, body }: MailDraft): string => {
  const address = to.split('@').map(encodeURIComponent).join('@');
  const text = encodeURIComponent(body.replaceAll(/\r?\n/g, '\r\n'));
  const whole = `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${text}`;
  return whole.length <= MAX_LENGTH ? whole : `mailto:${address}?subject=${encodeURIComponent(subject)}`;
};
