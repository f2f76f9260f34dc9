import { X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { Rut } from '../../../shared/domain/rut.ts';
import { parseXml } from '../../dte/canonical.ts';
import { rsaPublicPart, sameRsaKey } from '../../dte/rsa.ts';
import { readX509 } from '../../dte/x509.ts';

export type LoginCheck =
  | { readonly ok: true; readonly seed: string; readonly holder: Rut }
  /** ESTADO of GetTokenFromSeed and its text, PROTOCOL.md 2.2. */
  | { readonly ok: false; readonly estado: string; readonly glosa: string };

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

const no = (estado: string, glosa: string): LoginCheck => ({ ok: false, estado, glosa });

const textOf = (parent: Document | Element, name: string, namespace: string | null): string | null => {
  const found =
    namespace === null ? parent.getElementsByTagName(name) : parent.getElementsByTagNameNS(namespace, name);
  return found.length === 1 ? (found[0]?.textContent ?? '').replace(/\s+/g, '') : null;
};

/**
 * Checks a signed getToken as the SII does: the signature, by the certificate in it, over the whole document.
 * The practice SII trusts every authority; whether the holder may send is decided at the upload.
 * @param nowMs UTC epoch ms, for the certificate's validity
 */
export const checkLogin = (xml: string, nowMs: number): LoginCheck => {
  let document: Document;
  try {
    // A declaration of types has no place here, and its entities would have been expanded before the signature.
    if (/<!/.test(xml)) throw new Error('declaration');
    document = parseXml(xml);
    if (document.documentElement?.localName !== 'getToken') throw new Error('root');
  } catch {
    return no('02', 'ERROR: XML INVALIDO (SAXException)');
  }
  const signature = document.getElementsByTagNameNS(XMLDSIG, 'Signature')[0];
  if (!signature) return no('04', "ERROR: XML INVALIDO, ELEMENTO 'Signature' NO EXISTE");
  const seed = textOf(document, 'Semilla', null);
  if (seed === null || seed === '') return no('06', "ERROR: XML INVALIDO, ELEMENTO 'Semilla' NO EXISTE");
  const written = textOf(signature, 'X509Certificate', XMLDSIG);
  if (written === null) return no('11', "ERROR: XML INVALIDO, ELEMENTO 'Certificate' NO EXISTE");

  let pem: string;
  let holder: Rut | null;
  let isValidNow: boolean;
  let isKeyOfCertificate: boolean;
  try {
    const der = Buffer.from(written, 'base64');
    const certificate = readX509(der);
    pem = new X509Certificate(der).toString();
    holder = certificate.rut;
    isValidNow = nowMs >= certificate.validFrom && nowMs <= certificate.validTo;
    isKeyOfCertificate =
      certificate.key !== null &&
      sameRsaKey(certificate.key, {
        modulus: Buffer.from(textOf(signature, 'Modulus', XMLDSIG) ?? '', 'base64'),
        exponent: Buffer.from(textOf(signature, 'Exponent', XMLDSIG) ?? '', 'base64'),
      }) &&
      sameRsaKey(certificate.key, rsaPublicPart(new X509Certificate(der).publicKey));
  } catch {
    return no('11', 'ERROR: CERTIFICADO ILEGIBLE');
  }
  if (!isKeyOfCertificate) return no('21', 'ERROR: LLAVE PUBLICA NO CORRESPONDE AL CERTIFICADO');
  if (!isSignatureGood(xml, signature, pem)) return no('05', 'ERROR: XML INVALIDO, FIRMA INVALIDA');
  if (!isValidNow) return no('-3', 'ERROR EN AUTENTICACION: CERTIFICADO NO VIGENTE');
  if (holder === null) return no('-07', 'ERROR: RUT DEL CERTIFICADO');
  return { ok: true, seed, holder };
};

const isSignatureGood = (xml: string, node: Element, pem: string): boolean => {
  try {
    const signed = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null });
    signed.loadSignature(node);
    const [reference, another] = signed.getReferences();
    // URI="" is the whole document; anything else could leave the seed unsigned.
    if (!reference || another || reference.uri !== '') return false;
    return signed.checkSignature(xml);
  } catch {
    return false;
  }
};
