import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { derive, SCRYPT_COST, type ScryptCost } from './passphrase.ts';
import { KEY_BYTES } from './sealed.ts';

const stored = z.object({
  N: z.int(),
  r: z.int(),
  p: z.int(),
  salt: z.base64(),
  hash: z.base64(),
});

/** @returns what of an operator's secret is stored: scrypt of it under a salt of its own, as JSON */
export const hashSecret = async (secret: string, cost: ScryptCost = SCRYPT_COST): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, cost);
  return JSON.stringify({
    ...cost,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
  } satisfies z.infer<typeof stored>);
};

/** Compares in a time that does not tell how far they agree. False as well for stored text that cannot be understood. */
export const isSecret = async (secret: string, json: string): Promise<boolean> => {
  try {
    const { N, r, p, salt, hash } = stored.parse(JSON.parse(json));
    const expected = Buffer.from(hash, 'base64');
    const given = await derive(secret, Buffer.from(salt, 'base64'), { N, r, p });
    return expected.length === KEY_BYTES && timingSafeEqual(given, expected);
  } catch {
    return false;
  }
};
