import { describe, expect, it } from 'vitest';
import { prepareDraft } from '../../../main/domain/draft/index.ts';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { createTrial } from '../../../main/setup/trial.ts';
import { startPracticeSii } from '../../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../../main/sii/practice/types.ts';
import type { PracticeFault } from '../../../shared/domain/practice.ts';
import type { CompanyInput } from '../../../shared/ipc/parts.ts';
import { COMPANY, NOW, throwaway } from '../../support/certificates.ts';
import { createFakeClock } from '../../support/clock.ts';

const INPUT: CompanyInput = {
  rut: COMPANY as CompanyInput['rut'],
  name: 'Diseño & Cía. Ltda.',
  giro: 'Diseño',
  acteco: [726_000],
  address: 'Av. Ñuñoa 1',
  comuna: 'Ñuñoa',
  city: null,
  fchResol: '2014-08-22',
  nroResol: 80,
};

/** A trial against a practice SII that is kept to be looked at; `fault` is what it does to uploads. */
const trialOf = (fault: PracticeFault = { kind: 'none' }, now = NOW) => {
  const seen: PracticeSii[] = [];
  const run = createTrial({
    clock: createFakeClock(now),
    dte: createDteEngine(),
    prepare: prepareDraft,
    start: async (options) => {
      const sii = await startPracticeSii(options);
      await sii.faults.set(fault);
      seen.push(sii);
      return sii;
    },
  });
  return { seen, run: () => run(INPUT, throwaway().certificate) };
};
const answers = (sii: PracticeSii | undefined): Promise<boolean> =>
  fetch(sii?.baseUrl ?? '').then(
    () => true,
    () => false,
  );

describe('the trial of a first start', () => {
  it('with good data and certificate, signs, is received and accepted, and leaves nobody listening', async () => {
    const { seen, run } = trialOf();
    const { trackId, steps } = await run();
    expect(trackId).toMatch(/^\d+$/);
    expect(steps.map(({ step }) => step)).toEqual(['signed', 'received', 'accepted']);
    expect(await answers(seen[0])).toBe(false);
  });

  it.each([
    ['html_page', 'received', 'auth_unavailable'],
    ['http_503', 'received', 'auth_unavailable'],
    ['schema_rejection', 'received', 'bad_schema'],
    ['rejection_after_epr', 'accepted', 'document_rejected'],
  ] as const)(
    'met with %s, says that it did not get as far as %s and why, and stops the SII',
    async (kind, step, cause) => {
      const { seen, run } = trialOf({ kind } as PracticeFault);
      const error = await run().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ value: { code: 'trial_failed', params: { step, cause } } });
      expect(await answers(seen[0])).toBe(false);
    },
  );

  it('with a certificate whose time is over, says so and starts no SII', async () => {
    const { seen, run } = trialOf({ kind: 'none' }, throwaway().certificate.validTo + 1);
    await expect(run()).rejects.toMatchObject({ value: { code: 'certificate_expired' } });
    expect(seen).toEqual([]);
  });
});
