import { describe, expect, it } from 'vitest';
import { formatMoney, formatTotal } from '../../../shared/format/money.ts';

describe('amounts of export documents', () => {
  it.each([
    ['DOLAR USA', 1234.5, 'US$ 1.234,50'],
    ['DOLAR USA', 168.5182, 'US$ 168,5182'],
    ['EURO', -3, '-€ 3,00'],
    ['YEN', 1_000_000, '1.000.000,00 YEN'],
  ])('when it is %s %d, then it reads %s', (currency, total, text) => {
    expect(formatMoney({ currency, total, pesos: null })).toBe(text);
  });

  it('when a document is in pesos, then it has the sign of pesos', () => {
    expect(formatTotal({ total: 119_000, money: null })).toBe('$119.000');
    expect(formatTotal({ total: 169, money: { currency: 'DOLAR USA', total: 168.5, pesos: null } })).toBe(
      'US$ 168,50',
    );
  });
});
