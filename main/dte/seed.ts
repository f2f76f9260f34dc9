import { signXml } from './sign.ts';
import type { SigningCertificate } from './types.ts';

/**
 * The signed getToken of PROTOCOL.md 2.2: what is exchanged for a token, on both channels.
 * @param seed as the SII gave it, digits, leading zeros kept
 * @returns XML text, ASCII. The SOAP service wants it entity-escaped, the boleta API as it is
 */
export const signSeed = (seed: string, certificate: SigningCertificate): string => {
  if (!/^\d{1,40}$/.test(seed)) throw new Error('a seed is a number');
  const signed = signXml(
    {
      before: `<getToken><item><Semilla>${seed}</Semilla></item>`,
      after: '</getToken>',
      target: null,
    },
    certificate,
  );
  return `<?xml version="1.0"?>${signed}`;
};
