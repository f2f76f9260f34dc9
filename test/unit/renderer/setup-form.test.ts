import { describe, expect, it } from 'vitest';
import { emptySetup, stepErrors, stillWrong } from '../../../renderer/features/onboarding/setup-form.ts';

describe('stillWrong', () => {
  it('one of several marked fields is mended / the others stay marked, and no new one is', () => {
    const empty = emptySetup('production');
    const shown = stepErrors('company', empty);
    expect(Object.keys(shown)).toEqual(expect.arrayContaining(['rut', 'name', 'fchResol']));
    const named = { ...empty, company: { ...empty.company, name: 'Diseño & Cía. Ltda.' } };
    const { name: _mended, ...others } = shown;
    expect(stillWrong(shown, stepErrors('company', named))).toEqual(others);
    expect(stillWrong({}, stepErrors('company', empty))).toEqual({});
  });

  it('what main said of a file / is not said of the next one', () => {
    expect(stillWrong({ cafs: 'No lo firmó el SII' }, {})).toEqual({});
  });
});
