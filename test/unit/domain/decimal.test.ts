import { describe, expect, it } from 'vitest';
import {
  divideHalfUp,
  fractionDigits,
  microToValue,
  readMicro,
  writeMicro,
} from '../../../main/domain/decimal.ts';

describe('readMicro', () => {
  it.each([
    [450, 450_000_000n],
    ['450', 450_000_000n],
    [' 2.5 ', 2_500_000n],
    ['0007.50', 7_500_000n],
    [0.000001, 1n],
    [1e-6, 1n],
    [-3.25, -3_250_000n],
    ['-0', 0n],
    [0.1 + 0.2, 300_000n],
    ['999999999999.999999', 999_999_999_999_999_999n],
    [1e15, 1_000_000_000_000_000_000_000n],
  ])('when it is given %s, then it has %s millionths', (given, expected) => {
    expect(readMicro(given)).toBe(expected);
  });

  it.each([
    ['1.234.567'],
    ['1,5'],
    ['1e3'],
    ['0x10'],
    [''],
    ['abc'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [0.1234567],
    ['0.1234567'],
    [1e30],
    ['9'.repeat(500)],
    [true],
    [null],
    [{}],
    [[1]],
  ])('when it is given %s, then it is no number', (given) => {
    expect(readMicro(given)).toBeNull();
  });
});

describe('writing', () => {
  it('when a number has decimals, then only those that mean something are written', () => {
    expect([2_500_000n, 450_000_000n, -1n, 0n].map(writeMicro)).toEqual(['2.5', '450', '-0.000001', '0']);
    expect([2_500_000n, 450_000_000n, 1n].map(fractionDigits)).toEqual([1, 0, 6]);
  });

  it('when a JavaScript number cannot hold it, then it stays text', () => {
    expect(microToValue(999_999_999_999_999_999n)).toBe('999999999999.999999');
    expect(microToValue(31_500_000_000n)).toBe(31500);
  });
});

describe('divideHalfUp', () => {
  it.each([
    [5n, 2n, 3n],
    [4n, 3n, 1n],
    [-5n, 2n, -3n],
    [513n, 2n, 257n],
    [0n, 7n, 0n],
  ])('when %s is divided by %s, then it is %s', (n, d, expected) => {
    expect(divideHalfUp(n, d)).toBe(expected);
  });
});
