import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyKey } from '../../../shared/domain/company-key.ts';
import { ENVIRONMENTS } from '../../../shared/domain/states.ts';
import { eligible, workingCompany } from '../../../shared/domain/working-company.ts';

const company = (environment: (typeof ENVIRONMENTS)[number], rut = '45000001-1') => ({ environment, rut });

describe('the working company', () => {
  it('of none / asked for / is none', () => {
    expect(workingCompany([], null)).toBeNull();
    expect(workingCompany([], '45000001-1')).toBeNull();
  });

  it('of two that count the same, with none chosen / asked for / is the one that came first', () => {
    const [one, other] = [company('production'), company('production', '45000002-K')];
    expect(workingCompany([one, other], null)).toBe(one);
    expect(workingCompany([one, other], companyKey(other))).toBe(other);
  });

  it('chosen, but practised only where there are real documents / asked for / is a real one', () => {
    const [practised, real] = [company('practice'), company('production', '45000002-K')];
    expect(workingCompany([practised, real], companyKey(practised))).toBe(real);
    expect(workingCompany([practised, company('certification')], null)?.environment).toBe('certification');
  });

  it('of any companies and any choice / asked for / is there, counts most, and is the chosen one if that may be', () => {
    const companies = fc.uniqueArray(
      fc.record({ environment: fc.constantFrom(...ENVIRONMENTS), rut: fc.constantFrom('1-9', '2-7', '3-5') }),
      { selector: companyKey, minLength: 1 },
    );
    fc.assert(
      fc.property(
        companies,
        fc.option(fc.constantFrom('1-9', '2-7-practica', '3-5-certificacion')),
        (all, chosen) => {
          const found = workingCompany(all, chosen);
          const may = eligible(all);
          expect(may).toContain(found);
          expect(new Set(may.map(({ environment }) => environment)).size).toBe(1);
          if (may.some((each) => companyKey(each) === chosen))
            expect(found && companyKey(found)).toBe(chosen);
          if (all.some(({ environment }) => environment === 'production'))
            expect(found?.environment).toBe('production');
        },
      ),
      { seed: 20_261_201 },
    );
  });
});
