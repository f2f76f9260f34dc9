import { Stepper } from '@mantine/core';
import { useState } from 'react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { useAction } from '../../lib/use-api.ts';
import { ChooseStep } from './choose-step.tsx';
import { KeptCard } from './kept-card.tsx';
import { ReadyStep } from './ready-step.tsx';
import styles from './restore.module.css';
import { ReviewStep } from './review-step.tsx';
import type { RestoreState } from './use-restore-state.ts';
import { WorkStep } from './work-step.tsx';

const t = texts.restore;
const NAMES = ['choose', 'review', 'work', 'ready'] as const;

interface RestoreStepsProps {
  readonly state: RestoreState;
  readonly look: () => Promise<unknown>;
  readonly first: boolean;
}

/** Which step it is: what main is doing comes before what was clicked here. */
const stepOf = (state: RestoreState, folder: string | null, isAsked: boolean): number => {
  if (state.state === 'working' || isAsked) return 2;
  if (state.state === 'restart_needed') return 3;
  return folder === null ? 0 : 1;
};

/** The four steps, and the former states below the first of them. */
export const RestoreSteps = ({ state, look, first }: RestoreStepsProps) => {
  /** What is looked at: a folder that was chosen. */
  const [folder, setFolder] = useState<string | null>(null);
  const run = useAction('restore.run');
  const revert = useAction('restore.revert');
  const step = stepOf(state, folder, run.isPending || revert.isPending);

  const settle = {
    onError: (error: Error) => {
      if (errorValueOf(error).code === 'cancelled') notifyDone(t.work.cancelled, t.work.cancelledText);
    },
    onSettled: () => void look(),
  };
  const begin = (input: Input<'restore.run'>) => {
    run.mutate(input, settle);
    void look();
  };
  const goBackTo = (name: string) => {
    revert.mutate({ name }, settle);
    void look();
  };

  const error = run.error ?? revert.error;
  const failed = error && errorValueOf(error).code !== 'cancelled' ? errorValueOf(error) : null;
  return (
    <>
      <Stepper active={step} size="sm" iconSize={30} className={styles['stepper']} aria-label={t.steps.label}>
        {NAMES.map((name) => (
          <Stepper.Step key={name} label={t.steps[name]} allowStepSelect={false} />
        ))}
      </Stepper>
      {step === 0 && (
        <>
          <Card>
            <ChooseStep
              first={first}
              problem={failed ?? (state.error as ErrorValue | null)}
              onChosen={setFolder}
            />
          </Card>
          {!first && <KeptCard onRevert={goBackTo} />}
        </>
      )}
      {step === 1 && folder !== null && (
        <ReviewStep
          folder={folder}
          first={first}
          problem={failed}
          onBack={() => {
            run.reset();
            setFolder(null);
          }}
          onRestore={(chosen) => begin({ folder, ...chosen })}
        />
      )}
      {step === 2 && <WorkStep state={state} first={first} reverting={revert.isPending} />}
      {step === 3 && state.report !== null && (
        <ReadyStep
          report={state.report}
          onDiscarded={() => {
            run.reset();
            revert.reset();
            setFolder(null);
            notifyDone(t.ready.discarded, t.work.cancelledText);
            void look();
          }}
        />
      )}
    </>
  );
};
