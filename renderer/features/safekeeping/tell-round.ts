import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyProblem } from '../../components/notify.tsx';
import type { PatrolReport } from './use-safekeeping.ts';
import { patrolVerdict } from './verdicts.ts';

/** Says what a round over all copies came to: damage is never told in green. */
export const tellRound = (report: PatrolReport): void => {
  const { tone, text } = patrolVerdict(report);
  if (tone === 'bad') notifyProblem(texts.safekeeping.patrol.done, text);
  else notifyDone(texts.safekeeping.patrol.done, text);
};
