import MailComposer from 'nodemailer/lib/mail-composer';

export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** With angle brackets, once for ever: servers and customers tell repeats by it. */
  readonly messageId: string;
  /** UTC epoch ms. */
  readonly at: number;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[];
}

const LINE_END = Buffer.from('\r\n');
/** SMTP ends a message with a line's end, and would add one. */
const ended = (bytes: Buffer): Buffer =>
  bytes.subarray(-LINE_END.length).equals(LINE_END) ? bytes : Buffer.concat([bytes, LINE_END]);

/**
 * The whole message as it goes over the wire (RFC 5322, MIME). Attachments in base64: the XML's Latin-1 bytes arrive as they
 * were signed. No call gives the same bytes twice (boundaries), so that the caller keeps them.
 */
export const composeMail = (mail: OutgoingMail): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const composer = new MailComposer({
      from: { ...mail.from },
      to: [{ name: '', address: mail.to }],
      subject: mail.subject,
      text: mail.text,
      messageId: mail.messageId,
      date: new Date(mail.at),
      attachments: mail.attachments.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: bytes,
        contentTransferEncoding: 'base64',
      })),
      newline: 'windows',
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    composer.compile().build((error, bytes) => (error || !bytes ? reject(error) : resolve(ended(bytes))));
  });
