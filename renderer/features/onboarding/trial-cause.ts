import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { SEND_ERROR_CODES } from '../../../shared/domain/send-errors.ts';
import { TRIAL_STEPS } from '../../../shared/domain/trial.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { siiWords } from '../../lib/sii-answer.ts';
import { issueText } from '../../lib/text.ts';

/** Why a trial failed, in the words that the queue has for the same. */
export interface TrialCause {
  /** How far it got, and what is known of why. */
  readonly said: readonly string[];
  /** The SII's own words. */
  readonly quoted: readonly string[];
}

const t = texts.onboarding.form.trial;

export const trialCause = ({ params = {}, fields = [] }: ErrorValue): TrialCause => {
  const step = TRIAL_STEPS.find((each) => each === params['step']);
  const cause = SEND_ERROR_CODES.find((each) => each === params['cause']);
  return {
    said: [
      ...(step === undefined ? [] : [t.failedAt[step]]),
      ...(cause === undefined ? [] : [texts.sendErrors[cause].what]),
      ...fields.map((issue) => `${issue.path}: ${issueText(issue)}`),
    ],
    quoted: siiWords(params),
  };
};
