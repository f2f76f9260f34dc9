import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { NO_SECRET, SecretFields, SecretInput, secretErrors } from '../../components/secret-fields.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import { useSession } from '../../lib/use-session.ts';

const t = texts.operators.own;

/** One's own PIN or passphrase, changed by whoever knows the one of now. */
export const OwnSecretModal = ({ onClose }: { readonly onClose: () => void }) => {
  const session = useSession().data;
  const kind = session?.choices.find(({ id }) => id === session.operator?.id)?.kind ?? 'passphrase';
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState(NO_SECRET);
  const [tried, setTried] = useState(false);
  const change = useAction('session.changeSecret');
  const errors = secretErrors(fresh);
  const error = change.error === null ? null : errorText(errorValueOf(change.error));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current === '' || Object.keys(errors).length > 0) return;
    change.mutate(
      { current, kind: fresh.kind, secret: fresh.secret },
      {
        onSuccess: () => {
          notifyDone(t.done);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.title}
      size={440}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <SecretInput
            kind={kind}
            label={t.current}
            value={current}
            onChange={setCurrent}
            error={
              error !== null
                ? `${error.what} ${error.youCan}`
                : tried && current === ''
                  ? texts.operators.signIn.currentMissing
                  : null
            }
            testId="own-current"
            autoFocus
          />
          <SecretFields
            legend={texts.operators.signIn.newSecret}
            value={fresh}
            onChange={setFresh}
            errors={tried ? errors : {}}
            testId="own-secret"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={change.isPending} data-testid="own-submit">
              {t.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
