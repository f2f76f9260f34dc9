import { describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { parseXml } from '../../../main/dte/canonical.ts';
import { publicKeyObject, rsaPublicPart } from '../../../main/dte/rsa.ts';
import { signSeed } from '../../../main/dte/seed.ts';
import { throwaway } from '../../support/certificates.ts';

describe('signSeed', () => {
  it('of a seed, makes the getToken of the manual, leading zeros kept', () => {
    const xml = signSeed('000002248802', throwaway().certificate);
    expect(xml).toMatch(
      /^<\?xml version="1\.0"\?><getToken><item><Semilla>000002248802<\/Semilla><\/item><Signature xmlns="http:\/\/www\.w3\.org\/2000\/09\/xmldsig#">/,
    );
    expect(xml).toMatch(/<\/Signature><\/getToken>$/);
    expect(xml).toContain('<Reference URI="">');
    expect(xml.match(/<Transform /g)).toHaveLength(1);
    expect(xml).toContain('<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature">');
  });

  it('of a seed, is verified by xml-crypto on its own', () => {
    const { certificate } = throwaway();
    const xml = signSeed('17', certificate);
    const verifier = new SignedXml({ publicCert: publicKeyObject(rsaPublicPart(certificate.key)) });
    const signature = parseXml(xml).getElementsByTagName('Signature')[0];
    if (!signature) throw new Error('no signature');
    verifier.loadSignature(signature);
    expect(verifier.checkSignature(xml)).toBe(true);
    expect(verifier.getSignedReferences()).toEqual([
      '<getToken><item><Semilla>17</Semilla></item></getToken>',
    ]);
  });

  it('of anything but digits, refuses', () => {
    expect(() => signSeed('1</Semilla>', throwaway().certificate)).toThrow();
  });
});
