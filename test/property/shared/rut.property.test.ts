import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRut, parseRut, rutVerifier } from '../../../shared/domain/rut.ts';

const SEED = 20_261_124;
const bodies = fc.integer({ min: 1, max: 99_999_999 });

describe(`RUTs (seed ${SEED})`, () => {
  it('survive being shown and read again, whatever the body', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const rut = `${body}-${rutVerifier(String(body))}`;
        expect(parseRut(formatRut(rut))).toBe(rut);
        expect(parseRut(rut.toLowerCase().replace('-', ''))).toBe(rut);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('with one digit of the body changed are never accepted', () => {
    fc.assert(
      fc.property(bodies, fc.nat(7), fc.integer({ min: 1, max: 9 }), (body, position, shift) => {
        const digits = String(body).padStart(8, '0').split('');
        digits[position] = String((Number(digits[position]) + shift) % 10);
        const changed = digits.join('').replace(/^0+(?=\d)/, '');
        fc.pre(changed !== '0');
        expect(parseRut(`${changed}-${rutVerifier(String(body))}`)).toBeNull();
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});
