import { describe, expect, it } from 'vitest';
import { formatRut, parseRut, rutVerifier, splitRut } from '../../../shared/domain/rut.ts';

describe('parseRut', () => {
  it.each([
    ['76.192.083-9', '76192083-9'],
    ['76192083-9', '76192083-9'],
    ['761920839', '76192083-9'],
    [' 60.803.000-k ', '60803000-K'],
    ['1-9', '1-9'],
    ['66666666-6', '66666666-6'],
    ['012.345.678-5', '12345678-5'],
  ])('reads %s, however people write it, as %s', (typed, kept) => {
    expect(parseRut(typed)).toBe(kept);
  });

  it.each([
    '',
    '76192083-8',
    'abc',
    '12345678',
    '0-0',
    '123456789012-3',
    '7.6192083-9',
    '76192083--9',
    '１-9',
  ])('refuses %j, which is no RUT', (typed) => {
    expect(parseRut(typed)).toBeNull();
  });
});

describe('formatRut', () => {
  it('shows dots and dash when given the kept form', () => {
    expect(formatRut('76192083-9')).toBe('76.192.083-9');
    expect(formatRut('1-9')).toBe('1-9');
    expect(formatRut('60803000-K')).toBe('60.803.000-K');
  });

  it('gives back what it does not know, as it came', () => {
    expect(formatRut('hola')).toBe('hola');
  });
});

describe('splitRut', () => {
  it('gives body and check digit apart, as the upload form wants them', () => {
    expect(splitRut('60803000-K')).toEqual({ body: '60803000', verifier: 'K' });
  });
});

describe('rutVerifier', () => {
  it('gives K and 0 at the two odd remainders', () => {
    expect(rutVerifier('60803000')).toBe('K');
    expect(rutVerifier('55555555')).toBe('5');
    expect(rutVerifier('6')).toBe('K');
    expect(rutVerifier('14')).toBe('0');
  });
});
