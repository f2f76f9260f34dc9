import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { FormModal } from './form-modal.tsx';
import type { Operator } from './operator.ts';
import { RoleField } from './role-field.tsx';

const t = texts.operators.edit;
const { fields } = texts.operators;

interface EditModalProps {
  readonly operator: Operator;
  readonly onClose: () => void;
}

/** Another name or role. What the trail says of before stays as it was. */
export const EditModal = ({ operator, onClose }: EditModalProps) => {
  const [name, setName] = useState(operator.name);
  const [role, setRole] = useState(operator.role);
  const change = useAction('operators.change');
  const submit = () => {
    if (name.trim() === '') return;
    change.mutate(
      { id: operator.id, name: name.trim(), role },
      {
        onSuccess: () => {
          notifyDone(t.done);
          onClose();
        },
      },
    );
  };
  return (
    <FormModal
      title={t.title(operator.name)}
      submit={t.submit}
      busy={change.isPending}
      error={change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={fields.name}
        description={fields.nameHint}
        value={name}
        maxLength={60}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
        error={name.trim() === '' ? fields.nameMissing : null}
        data-testid="operator-name"
      />
      <RoleField value={role} onChange={setRole} />
    </FormModal>
  );
};
