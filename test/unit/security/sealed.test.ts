import { describe, expect, it } from 'vitest';
import { newDataKey, openWith, sealedKeyId, sealWith } from '../../../main/security/sealed.ts';

const MARKER = 'CLAVE-PRIVADA-MARCADOR';
const plain = Buffer.from(`-----${MARKER}-----`, 'utf8');

describe('sealed bytes', () => {
  it('opened with the same key and purpose are the plain ones', () => {
    const key = newDataKey();
    const sealed = sealWith(key, plain, 'certificate');
    expect(openWith(key, sealed, 'certificate')).toEqual(plain);
    expect(sealedKeyId(sealed)).toBe(key.id);
  });

  it('of nothing at all open as nothing', () => {
    const key = newDataKey();
    expect(openWith(key, sealWith(key, Buffer.alloc(0), 'certificate'), 'certificate')).toHaveLength(0);
  });

  it('made twice of the same are never equal, and show nothing of it', () => {
    const key = newDataKey();
    const [one, other] = [sealWith(key, plain, 'certificate'), sealWith(key, plain, 'certificate')];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(MARKER)).toBe(false);
  });

  it('with any single bit changed do not open', () => {
    const key = newDataKey();
    const sealed = sealWith(key, plain, 'certificate');
    for (let at = 0; at < sealed.length * 8; at++) {
      const spoilt = Buffer.from(sealed);
      spoilt[at >> 3] = (spoilt[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(() => openWith(key, spoilt, 'certificate'), `bit ${at}`).toThrow('do not open');
    }
  });

  it('cut short, or with something behind them, do not open', () => {
    const key = newDataKey();
    const sealed = sealWith(key, plain, 'certificate');
    for (let length = 0; length < sealed.length; length++)
      expect(() => openWith(key, sealed.subarray(0, length), 'certificate')).toThrow('do not open');
    expect(() => openWith(key, Buffer.concat([sealed, Buffer.alloc(1)]), 'certificate')).toThrow(
      'do not open',
    );
  });

  it.each(['caf-key', '', 'Certificate', 'certificate '])(
    'for another purpose (%j) do not open',
    (purpose) => {
      const key = newDataKey();
      expect(() => openWith(key, sealWith(key, plain, 'certificate'), purpose)).toThrow('do not open');
    },
  );

  it('with another key do not open, even under the same id', () => {
    const key = newDataKey();
    const sealed = sealWith(key, plain, 'certificate');
    expect(() => openWith(newDataKey(), sealed, 'certificate')).toThrow('do not open');
    expect(() => openWith({ ...newDataKey(), id: key.id }, sealed, 'certificate')).toThrow('do not open');
  });
});
