import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { IDLE_MINUTES } from '../../../shared/domain/operators.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './operators.module.css';

const t = texts.operators.card;

/** How long nobody may be there before the screen is locked. */
export const IdleForm = ({ minutes }: { readonly minutes: number }) => {
  const [value, setValue] = useState<number | string>(minutes);
  const save = useAction('operators.setIdle');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { minutes: Math.round(Number(value)) },
      { onSuccess: () => notifyDone(t.idleSaved), onError: notifyFailed },
    );
  };
  return (
    <form onSubmit={submit} className={styles['idle']}>
      <NumberInput
        w={330}
        label={t.idle}
        description={t.idleHint}
        suffix={` ${t.idleMinutes}`}
        min={IDLE_MINUTES.min}
        max={IDLE_MINUTES.max}
        allowDecimal={false}
        value={value}
        onChange={setValue}
        data-testid="idle-minutes"
      />
      <Button
        type="submit"
        variant="default"
        disabled={value === '' || Number(value) === minutes}
        loading={save.isPending}
        data-testid="idle-save"
      >
        {t.idleSave}
      </Button>
    </form>
  );
};
