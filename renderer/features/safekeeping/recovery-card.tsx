import { Button, Modal } from '@mantine/core';
import { IconCircleCheck, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { useAction } from '../../lib/use-api.ts';
import { Problem } from '../restore/problem.tsx';
import { CardState } from './card-state.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './safekeeping.module.css';
import { useLookAgain, type VaultStatus } from './use-safekeeping.ts';

const t = texts.safekeeping.recovery;

/** Whether another computer could open the keys, and the passphrase that lets it. */
export const RecoveryCard = ({ keys }: { readonly keys: VaultStatus['keys'] }) => {
  const [open, setOpen] = useState(false);
  const set = useAction('keys.setRecovery');
  const lookAgain = useLookAgain();
  return (
    <Card title={t.title} text={t.text}>
      <CardState
        icon={keys === 'none' ? IconKey : IconCircleCheck}
        tone={keys === 'none' ? 'wait' : 'ok'}
        title={t.state[keys]}
        text={t.stateText[keys]}
        testId="recovery-state"
      />
      {keys !== 'practice' && (
        <Button
          mt={18}
          variant="light"
          leftSection={<IconKey size={17} aria-hidden />}
          onClick={() => setOpen(true)}
          data-testid="recovery-set"
        >
          {keys === 'none' ? t.set : t.change}
        </Button>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t.modalTitle}
        size={480}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <PassphraseForm
          submit={t.submit}
          pending={set.isPending}
          onSubmit={(passphrase) =>
            set.mutate(
              { passphrase },
              {
                onSuccess: () => {
                  notifyDone(t.done);
                  setOpen(false);
                },
                onSettled: lookAgain,
              },
            )
          }
        >
          {set.error && <Problem error={errorValueOf(set.error)} />}
          <p className={styles['soft']}>{t.note}</p>
        </PassphraseForm>
      </Modal>
    </Card>
  );
};
