import { describe, expect, it } from 'vitest';
import { unwrapByPassphrase, wrapByPassphrase } from '../../../main/security/passphrase.ts';
import { newDataKey } from '../../../main/security/sealed.ts';

const QUICK = { N: 2 ** 10, r: 8, p: 1 };
const PHRASE = 'ñandú veloz 2026';

const flip = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
};

describe('a data key wrapped by a passphrase', () => {
  it('opens with the same one, however the keyboard composes its letters', async () => {
    const key = newDataKey();
    const wrap = await wrapByPassphrase(key, PHRASE, QUICK);
    for (const form of ['NFC', 'NFD'] as const)
      expect((await unwrapByPassphrase(key.id, wrap, PHRASE.normalize(form))).bytes).toEqual(key.bytes);
  });

  it('does not open with another one', async () => {
    const key = newDataKey();
    const wrap = await wrapByPassphrase(key, PHRASE, QUICK);
    await expect(unwrapByPassphrase(key.id, wrap, `${PHRASE}.`)).rejects.toMatchObject({
      value: { code: 'wrong_passphrase' },
    });
  });

  it('does not open when any of its parts was changed', async () => {
    const key = newDataKey();
    const wrap = await wrapByPassphrase(key, PHRASE, QUICK);
    const spoilt = [
      { ...wrap, nonce: flip(wrap.nonce) },
      { ...wrap, key: flip(wrap.key) },
      { ...wrap, tag: flip(wrap.tag) },
      { ...wrap, scrypt: { ...wrap.scrypt, salt: flip(wrap.scrypt.salt) } },
      { ...wrap, scrypt: { ...wrap.scrypt, N: 2 ** 9 } },
    ];
    for (const each of spoilt)
      await expect(unwrapByPassphrase(key.id, each, PHRASE)).rejects.toMatchObject({
        value: { code: 'wrong_passphrase' },
      });
    await expect(unwrapByPassphrase('0'.repeat(16), wrap, PHRASE)).rejects.toMatchObject({
      value: { code: 'wrong_passphrase' },
    });
  });

  it('that asks for more memory than a computer should give is refused before it is taken', async () => {
    const key = newDataKey();
    const wrap = await wrapByPassphrase(key, PHRASE, QUICK);
    const greedy = { ...wrap, scrypt: { ...wrap.scrypt, N: 2 ** 22, r: 32 } };
    await expect(unwrapByPassphrase(key.id, greedy, PHRASE)).rejects.toThrow('out of bounds');
  });

  it('at the cost of the product takes long enough to hurt who guesses, and no longer', async () => {
    const key = newDataKey();
    const wrap = await wrapByPassphrase(key, PHRASE);
    const start = performance.now();
    await unwrapByPassphrase(key.id, wrap, PHRASE);
    const ms = Math.round(performance.now() - start);
    process.stdout.write(`scrypt N=2^17 r=8 p=1: ${ms} ms\n`);
    expect(ms).toBeGreaterThan(50);
    expect(ms).toBeLessThan(10_000);
  });
});
