import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  PRACTICE_FAULTS,
  type PracticeFault,
  type PracticeFaultKind,
} from '../../../shared/domain/practice.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { extraOf, faultFormOf, faultOf, isGoodCode } from './fault-form.ts';
import type { PracticeView } from './practice-view.ts';
import styles from './settings.module.css';

const t = texts.settings.practice;
const { faults } = texts.settings;
const OPTIONS = PRACTICE_FAULTS.map((value) => ({ value, label: faults[value].name }));

/** Chooses how the practice SII fails, in words, with what each fault needs. */
export const PracticeFaultForm = ({ fault }: { readonly fault: PracticeView['fault'] }) => {
  const [form, setForm] = useState(() => faultFormOf(fault as PracticeFault));
  const set = useAction('practice.setFault');
  const extra = extraOf(form.kind);
  const good = isGoodCode(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!good) return;
    set.mutate(faultOf(form) as Input<'practice.setFault'>, {
      onSuccess: () => notifyDone(form.kind === 'none' ? t.cleared : t.applied(faults[form.kind].name)),
      onError: notifyFailed,
    });
  };
  return (
    <form onSubmit={submit}>
      <div className={styles['row']}>
        <Select
          w={230}
          label={t.fault}
          data={OPTIONS}
          value={form.kind}
          allowDeselect={false}
          maxDropdownHeight={360}
          onChange={(kind) =>
            setForm({ ...faultFormOf({ kind: kind as PracticeFaultKind }), times: form.times })
          }
          data-testid="practice-fault-select"
        />
        {extra === 'seconds' && (
          <NumberInput
            w={150}
            label={t.delay}
            min={0}
            max={120}
            value={form.seconds}
            onChange={(seconds) => setForm({ ...form, seconds })}
            data-testid="practice-fault-seconds"
          />
        )}
        {extra === 'value' && (
          <NumberInput
            w={210}
            label={form.kind === 'http_503' ? t.wait : t.status}
            min={-99}
            max={9_999}
            allowDecimal={false}
            value={form.value}
            onChange={(value) => setForm({ ...form, value })}
            data-testid="practice-fault-value"
          />
        )}
        {extra === 'code' && (
          <TextInput
            w={170}
            label={t.rejection}
            placeholder={t.rejectionHint}
            value={form.code}
            onChange={(event) => setForm({ ...form, code: event.currentTarget.value.toUpperCase() })}
            error={good ? null : t.rejectionBad}
            data-testid="practice-fault-code"
          />
        )}
        {extra === 'detail' && (
          <TextInput
            w={260}
            label={t.detail}
            placeholder={t.detailHint}
            maxLength={300}
            value={form.detail}
            onChange={(event) => setForm({ ...form, detail: event.currentTarget.value })}
            data-testid="practice-fault-detail"
          />
        )}
        {form.kind !== 'none' && (
          <NumberInput
            w={150}
            label={t.times}
            placeholder={t.timesHint}
            min={1}
            max={1_000}
            allowDecimal={false}
            value={form.times}
            onChange={(times) => setForm({ ...form, times })}
            data-testid="practice-fault-times"
          />
        )}
        <Button
          type="submit"
          loading={set.isPending}
          disabled={form.kind === 'none' && fault.kind === 'none'}
          data-testid="practice-fault-apply"
        >
          {form.kind === 'none' ? t.clear : t.apply}
        </Button>
      </div>
      <p className={styles['soft']} style={{ margin: '10px 0 0' }}>
        {faults[form.kind].text}
      </p>
    </form>
  );
};
