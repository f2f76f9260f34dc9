import { Text } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { NO_SECRET, SecretFields, secretErrors } from '../../components/secret-fields.tsx';
import { useAction } from '../../lib/use-api.ts';
import { FormModal } from './form-modal.tsx';
import type { Operator } from './operator.ts';

const t = texts.operators.reset;

interface ResetModalProps {
  readonly operator: Operator;
  readonly onClose: () => void;
}

/** A new PIN for somebody who forgot his. */
export const ResetModal = ({ operator, onClose }: ResetModalProps) => {
  const [fresh, setFresh] = useState(NO_SECRET);
  const [tried, setTried] = useState(false);
  const reset = useAction('operators.resetSecret');
  const errors = secretErrors(fresh);
  const submit = () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    reset.mutate(
      { id: operator.id, kind: fresh.kind, secret: fresh.secret },
      {
        onSuccess: () => {
          notifyDone(t.done(operator.name));
          onClose();
        },
      },
    );
  };
  return (
    <FormModal
      title={t.title(operator.name)}
      submit={t.submit}
      busy={reset.isPending}
      error={reset.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t.text}</Text>
      <SecretFields
        legend={texts.operators.fields.kind}
        value={fresh}
        onChange={setFresh}
        errors={tried ? errors : {}}
        testId="operator-secret"
      />
    </FormModal>
  );
};
