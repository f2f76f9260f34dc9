import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentPath, envelopePath, isVaultPath, type VaultKey } from '../../../main/backup/paths.ts';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { rutVerifier } from '../../../shared/domain/rut.ts';
import { ENVIRONMENTS } from '../../../shared/domain/states.ts';

const SEED = 20_261_125;

const key: VaultKey = {
  environment: 'production',
  rut: '76192083-9',
  type: 33,
  folio: 123,
  issuedOn: '2026-07-05',
};

const keys = fc.record({
  environment: fc.constantFrom(...ENVIRONMENTS),
  rut: fc.integer({ min: 1, max: 99_999_999 }).map((body) => `${body}-${rutVerifier(String(body))}`),
  type: fc.constantFrom(...DOCUMENT_TYPES),
  folio: fc.integer({ min: 1, max: 2_147_483_647 }),
  issuedOn: fc
    .date({ min: new Date('2003-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
});

describe('vault paths', () => {
  it('of a real document lie under RUT, year and month of issue', () => {
    expect(documentPath(key)).toBe('76192083-9/2026/07/T33F123.xml');
    expect(envelopePath(key, 'ENVIO_T33F123.xml')).toBe('76192083-9/2026/07/envios/ENVIO_T33F123.xml');
  });

  it('of test documents, with the same RUT and folio, lie in folders of their own', () => {
    expect(documentPath({ ...key, environment: 'certification' })).toBe(
      '76192083-9-certificacion/2026/07/T33F123.xml',
    );
    expect(documentPath({ ...key, environment: 'practice' })).toBe('76192083-9-practica/2026/07/T33F123.xml');
  });

  it.each([
    ['rut', { rut: '../../etc' }],
    ['rut', { rut: '76.192.083-9' }],
    ['rut', { rut: '76192083-8' }],
    ['date', { issuedOn: '2026-13-05' }],
    ['date', { issuedOn: '2026-7-5' }],
    ['date', { issuedOn: '../..-07-05' }],
    ['folio', { folio: 0 }],
    ['folio', { folio: 1.5 }],
    ['folio', { folio: Number.NaN }],
    ['type', { type: 99 }],
  ])('from a bad %s are not made (%j)', (what, bad) => {
    expect(() => documentPath({ ...key, ...bad } as VaultKey)).toThrow(what);
  });

  it.each([
    '../x.xml',
    '..\\x.xml',
    'a/b.xml',
    'a\\b.xml',
    'C:x.xml',
    '.oculto.xml',
    'a..xml',
    'x.exe',
    'ñ.xml',
    'CON.xml',
    'lpt1.xml',
    'a\u0000.xml',
    '',
  ])('with the envelope name %j are not made', (name) => {
    expect(() => envelopePath(key, name)).toThrow('envelope name');
  });
});

describe(`vault paths (seed ${SEED})`, () => {
  it('of any document stay inside the vault, on every system, and are told as ours', () => {
    fc.assert(
      fc.property(keys, (any) => {
        const path = documentPath(any);
        expect(posix.normalize(path)).toBe(path);
        expect(win32.relative('C:\\v', win32.join('C:\\v', path)).startsWith('..')).toBe(false);
        expect(isVaultPath(path)).toBe(true);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('of two documents are never the same', () => {
    const name = (any: VaultKey): string =>
      JSON.stringify([any.environment, any.rut, any.type, any.folio, any.issuedOn.slice(0, 7)]);
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        expect(documentPath(one) === documentPath(other)).toBe(name(one) === name(other));
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('are refused or harmless whatever name an envelope has', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc
        .array(fc.constantFrom('..', '/', '\\', '.', 'a', 'xml', '.xml', ':', '\u0000', 'con', ' '), {
          maxLength: 8,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (name) => {
        let path: string;
        try {
          path = envelopePath(key, name);
        } catch {
          return;
        }
        expect(posix.dirname(posix.normalize(path))).toBe('76192083-9/2026/07/envios');
        expect(win32.dirname(win32.normalize(path))).toBe('76192083-9\\2026\\07\\envios');
        expect(isVaultPath(path)).toBe(true);
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it('from a tampered database are told from ours', () => {
    for (const path of [
      '/etc/passwd',
      '../76192083-9/2026/07/T33F1.xml',
      '76192083-9/2026/07/../../../../x.xml',
      '76192083-9/2026/07/envios/../../T33F1.xml',
      '76192083-9\\2026\\07\\T33F1.xml',
      '76192083-9/2026/07/T33F1.xml\n',
      '',
    ])
      expect(isVaultPath(path), path).toBe(false);
  });
});
