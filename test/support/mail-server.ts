import type { AddressInfo, Socket } from 'node:net';
import forge from 'node-forge';
import { SMTPServer } from 'smtp-server';

/** How the server takes the next messages. */
export type MailMood = 'accept' | 'refuse_recipient' | 'greylist' | 'drop_after_data' | 'refuse_message';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
}

/** A mail server on loopback, with TLS of its own: nobody trusts it but who is told to. */
export interface TestMailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly user: string;
  readonly password: string;
  mood: MailMood;
  stop(): Promise<void>;
}

let identity: { readonly key: string; readonly cert: string } | undefined;

/** A certificate for `localhost` alone, so that `127.0.0.1` is another name. */
const certificate = () => {
  if (identity) return identity;
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const cert = forge.pki.createCertificate();
  cert.publicKey = keys.publicKey;
  cert.serialNumber = '01';
  cert.validity.notBefore = new Date(Date.now() - 86_400_000);
  cert.validity.notAfter = new Date(Date.now() + 86_400_000);
  const name = [{ name: 'commonName', value: 'localhost' }];
  cert.setSubject(name);
  cert.setIssuer(name);
  cert.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ]);
  cert.sign(keys.privateKey, forge.md.sha256.create());
  identity = { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(cert) };
  return identity;
};

/** Who vouches for every server of these, as PEM. */
export const mailServerCa = (): string => certificate().cert;

const failure = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

export const startMailServer = async (security: 'tls' | 'starttls' = 'starttls'): Promise<TestMailServer> => {
  const { key, cert } = certificate();
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const user = 'ventas@roble.invalid';
  const password = 'una-clave-de-correo';
  let mood: MailMood = 'accept';
  const server = new SMTPServer({
    key,
    cert,
    secure: security === 'tls',
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(failure(535, '5.7.8 Authentication failed')),
    onRcptTo: (_address, _session, done) => {
      if (mood === 'refuse_recipient') return done(failure(550, '5.1.1 User unknown'));
      if (mood === 'greylist') return done(failure(451, '4.7.1 Greylisted, try again later'));
      return done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const mail = { from, to: rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks) };
        if (mood === 'refuse_message') return done(failure(554, '5.7.1 Rejected as spam'));
        received.push(mail);
        // It has the message, and nobody hears of it.
        if (mood === 'drop_after_data') for (const socket of sockets) socket.destroy();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    user,
    password,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
