import { createPublicKey } from 'node:crypto';
import { type RsaPublicKey, rsaPublicPart } from './rsa.ts';

/** Who may sign CAFs (FRMA): public keys by IDK. */
export type CafIssuers = ReadonlyMap<number, RsaPublicKey>;

/** IDK of CAFs that the practice SII hands out. The SII has 100 for certification and 300 for production. */
export const PRACTICE_IDK = 999;

const F4 = Buffer.from([1, 0, 1]);

/**
 * The SII's two keys: RSA of 512 bits, e = 65537, from its certificates of 2003-04-29 (serial numbers 100 and 300,
 * subject `Servicio de Impuestos Internos`, OU `Oficina Internet`), as published for checking CAFs. The certificates
 * ended in 2004; the SII goes on signing with the keys (PROTOCOL.md 7.2).
 */
export const SII_CAF_ISSUERS: CafIssuers = new Map([
  [
    100,
    {
      modulus: Buffer.from(
        'C8FBF00DCB21A55000A585522C5DE528A73E0CE16CC03AB1E5EA7DE4B2A28111' +
          'E352FAEF8DCB7D51E349ABD4B105DCD4F67CF9E13115058C9F0154291B8C7153',
        'hex',
      ),
      exponent: F4,
    },
  ],
  [
    300,
    {
      modulus: Buffer.from(
        '9DEEBFC5EEBD96DF4C7CF53F1BFA15D85D73EF04C6718F8C07B3F785EFEE75E7' +
          'B4EF5A3AE079C3265A900E45F602890AF6FB4FAFA2B8D6938F7F011C3585B335',
        'hex',
      ),
      exponent: F4,
    },
  ],
]);

/**
 * The SII's keys and others besides. Nobody can take the SII's own place: 100 and 300 stay as they are.
 * @param extra PEM of public keys by IDK
 */
export const withIssuers = (extra: Readonly<Record<number, string>>): CafIssuers =>
  new Map([
    ...Object.entries(extra).map(([idk, pem]) => [Number(idk), rsaPublicPart(createPublicKey(pem))] as const),
    ...SII_CAF_ISSUERS,
  ]);
