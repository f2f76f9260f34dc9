import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.practice;

/** How long the practice SII takes to decide about a document. */
export const PracticeProcessing = ({ processingMs }: { readonly processingMs: number }) => {
  const [seconds, setSeconds] = useState<number | string>(processingMs / 1_000);
  const set = useAction('practice.setProcessingTime');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      { ms: Math.round(Number(seconds) * 1_000) },
      { onSuccess: () => notifyDone(t.processingSaved), onError: notifyFailed },
    );
  };
  return (
    <form onSubmit={submit} className={styles['block']}>
      <div className={styles['row']}>
        <NumberInput
          w={300}
          label={t.processing}
          min={0}
          max={86_400}
          decimalSeparator=","
          value={seconds}
          onChange={setSeconds}
          data-testid="practice-processing"
        />
        <Button
          type="submit"
          variant="default"
          disabled={seconds === '' || Number(seconds) * 1_000 === processingMs}
          loading={set.isPending}
          data-testid="practice-processing-save"
        >
          {t.processingSave}
        </Button>
      </div>
    </form>
  );
};
