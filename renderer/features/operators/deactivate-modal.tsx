import { Text } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { FormModal } from './form-modal.tsx';
import type { Operator } from './operator.ts';

const t = texts.operators.deactivate;

interface DeactivateModalProps {
  readonly operator: Operator;
  readonly leavesOne: boolean;
  readonly onClose: () => void;
}

/** Somebody does not work here any more. Nothing of his is taken out of the trail. */
export const DeactivateModal = ({ operator, leavesOne, onClose }: DeactivateModalProps) => {
  const setActive = useAction('operators.setActive');
  return (
    <FormModal
      title={t.title(operator.name)}
      submit={t.submit}
      busy={setActive.isPending}
      error={setActive.error}
      onSubmit={() =>
        setActive.mutate(
          { id: operator.id, active: false },
          {
            onSuccess: () => {
              notifyDone(t.done(operator.name));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text>{t.text}</Text>
      {leavesOne && <Text>{t.last}</Text>}
    </FormModal>
  );
};
