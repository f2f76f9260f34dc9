import { describe, expect, it } from 'vitest';
import { trialCause } from '../../../renderer/features/onboarding/trial-cause.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

const t = texts.onboarding.form.trial.failedAt;

describe('why a trial failed', () => {
  it('by what the SII said, has the words of the queue and the SII’s own, and nothing raw', () => {
    const detail = '{"kind":"status","status":7}';
    const params = { step: 'received', cause: 'bad_schema', status: 7, details: 'LSX-00204: sobra', detail };
    expect(trialCause({ code: 'trial_failed', params })).toEqual({
      said: [t.received, texts.sendErrors.bad_schema.what],
      quoted: ['LSX-00204: sobra'],
    });
  });

  it('by what the company’s data lack, names each', () => {
    const fields = [{ path: 'Encabezado.Emisor.GiroEmis', code: 'required' }] as const;
    const { said } = trialCause({ code: 'trial_failed', params: { step: 'signed', detail: '' }, fields });
    expect(said).toEqual([t.signed, `Encabezado.Emisor.GiroEmis: ${texts.issues.required()}`]);
  });

  it('by something unknown, says at least how far it got', () => {
    const params = { step: 'signed', detail: 'Error: …' };
    expect(trialCause({ code: 'trial_failed', params })).toEqual({ said: [t.signed], quoted: [] });
  });
});
