import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailSecurity } from '../../../shared/domain/mail.ts';
import { classifySmtp, type MailAnswer } from '../../domain/mail/rules.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string;
  readonly password: string | null;
}

export interface SmtpOptions {
  /** Patience with connecting, with the greeting and with each silence, ms. */
  readonly timeouts?: { readonly connect: number; readonly silence: number };
  /** For tests alone: who vouches for their server. In the product the system's own list does. */
  readonly ca?: string;
}

export interface SmtpEnvelope {
  readonly from: string;
  readonly to: string;
}

/** Speaks SMTP once. Never rejects. */
export type SendBySmtp = (
  server: SmtpServer,
  envelope: SmtpEnvelope,
  message: Buffer,
  signal: AbortSignal,
) => Promise<MailAnswer>;

/** RFC 5321 4.5.3.2 has minutes for these; nobody at a shop's till waits as long, and the queue tries again. */
const TIMEOUTS = { connect: 20_000, silence: 60_000 };
/** Of the server's words so much is kept. */
const MAX_DETAIL = 500;

interface LibraryError extends Error {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/** Node's codes of a certificate that is not to be trusted, and OpenSSL's of a handshake that failed. */
const isTls = ({ code, originalCode, message }: LibraryError): boolean =>
  [code, originalCode].some((each) =>
    /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/.test(each ?? ''),
  ) || /certificate|\bSSL\b|\bTLS\b/i.test(message);

/**
 * Encrypted from the start or before anything is said, with the certificate checked against the name: there is no way around it.
 * The moment at which the first byte of the message leaves is told by the library asking for it, after the server's 354.
 */
export const createSmtp =
  ({ timeouts = TIMEOUTS, ca }: SmtpOptions = {}): SendBySmtp =>
  (server, envelope, message, signal) =>
    new Promise((resolve) => {
      let began = false;
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.security === 'tls',
        requireTLS: true,
        connectionTimeout: timeouts.connect,
        dnsTimeout: timeouts.connect,
        greetingTimeout: timeouts.silence,
        socketTimeout: timeouts.silence,
        // What the computer is called is nobody's business.
        name: '[127.0.0.1]',
        tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      });
      const body = new Readable({
        read() {
          began = true;
          this.push(message);
          this.push(null);
        },
      });
      let over = false;
      const end = (answer: MailAnswer): void => {
        if (over) return;
        over = true;
        signal.removeEventListener('abort', stop);
        if (answer.kind === 'taken') connection.quit();
        else connection.close();
        resolve(answer);
      };
      const fail = (error: LibraryError): void =>
        end(
          classifySmtp({
            code: error.code ?? '',
            command: error.command ?? '',
            reply: error.responseCode ?? 0,
            tls: isTls(error),
            began,
            detail: (error.response ?? error.message).trim().slice(0, MAX_DETAIL),
          }),
        );
      const stop = (): void =>
        end({
          kind: 'failure',
          code: 'interrupted',
          began,
          passing: !began,
          detail: '',
        });
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop);
      connection.on('error', fail);
      const send = (): void =>
        connection.send({ ...envelope, size: message.length }, body, (error, info) => {
          if (error) fail(error);
          else end({ kind: 'taken', response: String(info?.response ?? '').slice(0, MAX_DETAIL) });
        });
      connection.connect((error) => {
        if (error) return fail(error);
        if (server.user === '') return send();
        const credentials = { user: server.user, pass: server.password ?? '' };
        connection.login({ credentials }, (refused) => (refused ? fail(refused) : send()));
      });
    });
