import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import forge from 'node-forge';

/** What a server shows, PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

export interface ServerSpec {
  /** Of the certificate; `IP:127.0.0.1` or a name. */
  readonly name: string;
  /** Days from now. */
  readonly validFrom?: number;
  readonly validTo?: number;
  readonly selfSigned?: boolean;
}

const DAY = 86_400_000;

const toForge = (key: KeyObject): forge.pki.rsa.PrivateKey =>
  forge.pki.privateKeyFromPem(key.export({ type: 'pkcs1', format: 'pem' }).toString());

const newKey = (): KeyObject =>
  createPrivateKey(
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey,
  );

/** A throwaway authority, and servers that it certifies. Made once in each file: keys take a while. */
export const testAuthority = () => {
  const [rootKey, serverKey] = [newKey(), newKey()];
  const rootName = [{ name: 'commonName', value: 'Autoridad de prueba' }];
  let serial = 1;
  const certify = (
    subject: forge.pki.CertificateField[],
    issuer: forge.pki.CertificateField[],
    of: KeyObject,
    by: KeyObject,
    [from, to]: readonly [number, number],
    extensions: readonly object[],
  ): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.setRsaPublicKey(toForge(of).n, toForge(of).e);
    certificate.serialNumber = `0${serial++}`;
    certificate.validity.notBefore = new Date(Date.now() + from * DAY);
    certificate.validity.notAfter = new Date(Date.now() + to * DAY);
    certificate.setSubject(subject);
    certificate.setIssuer(issuer);
    certificate.setExtensions([...extensions]);
    certificate.sign(toForge(by), forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  };
  const root = certify(
    rootName,
    rootName,
    rootKey,
    rootKey,
    [-2, 30],
    [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  );
  return {
    root,
    serve: ({ name, validFrom = -1, validTo = 10, selfSigned = false }: ServerSpec): ServerIdentity => {
      const altName = name.startsWith('IP:') ? { type: 7, ip: name.slice(3) } : { type: 2, value: name };
      const subject = [{ name: 'commonName', value: name }];
      const cert = certify(
        subject,
        selfSigned ? subject : rootName,
        serverKey,
        selfSigned ? serverKey : rootKey,
        [validFrom, validTo],
        [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: [altName] },
        ],
      );
      return { cert, key: serverKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
};
