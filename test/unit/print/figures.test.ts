import { describe, expect, it } from 'vitest';
import { readMicro } from '../../../main/domain/decimal.ts';
import { currencyOf, longDate, PESOS, plain } from '../../../main/print/figures.ts';

const micro = (text: string): bigint => readMicro(text) ?? 0n;

describe('plain', () => {
  it.each([
    ['0', '0'],
    ['1234', '1.234'],
    ['1234567.5', '1.234.567,5'],
    ['-1234.000001', '–1.234,000001'],
    ['120.50', '120,5'],
  ])('of %s, writes %s', (given, written) => {
    expect(plain(micro(given))).toBe(written);
  });
});

describe('currencyOf', () => {
  it('of pesos or of nothing said, writes whole pesos with their sign', () => {
    expect(currencyOf('')).toBe(PESOS);
    expect(PESOS.full(micro('-29114'))).toBe('–$29.114');
  });

  it('of another currency, writes two decimals and the sign that people know', () => {
    expect(currencyOf('DOLAR USA').full(micro('1500'))).toBe('US$ 1.500,00');
    expect(currencyOf('YEN').full(micro('-10.1234'))).toBe('–10,1234');
  });
});

describe('longDate', () => {
  it('of a date, says it in words; of anything else, gives it back', () => {
    expect(longDate('2026-03-01')).toBe('1 de marzo de 2026');
    expect(longDate('')).toBe('');
  });
});
