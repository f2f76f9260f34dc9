import { Button, Group } from '@mantine/core';
import type { MailRow } from '../../../shared/ipc/mail.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem, notifyUndoable } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';

const t = texts.mail;

/** What a person can do with one message, as its state allows. */
export const MailActions = ({ mail }: { readonly mail: MailRow }) => {
  const retry = useAction('mail.retry');
  const giveUp = useAction('mail.giveUp');
  const takeBack = useAction('mail.takeBack');
  const markSent = useAction('mail.markSent');
  const open = useAction('mail.open');
  const input = { mailId: mail.id };
  const said = (title: string) => ({ onSuccess: () => notifyDone(title), onError: notifyFailed });
  const isOpen = mail.state === 'waiting' || mail.state === 'failed' || mail.state === 'uncertain';
  // By their promises: what `mutate` is handed is not called any more once the person has left the screen.
  const onUndo = (): void => {
    takeBack
      .mutateAsync(input)
      .then(({ done }) => notifyDone(done ? t.tookBack : texts.lists.undo.none), notifyFailed);
  };
  const onGiveUp = (): void => {
    giveUp.mutateAsync(input).then(() => notifyUndoable(t.gaveUp, null, onUndo), notifyFailed);
  };
  const button = (label: string, onClick: () => void, testId: string, busy: boolean) => (
    <Button
      key={testId}
      size="compact-sm"
      variant="default"
      loading={busy}
      onClick={onClick}
      data-testid={`${testId}-${mail.id}`}
    >
      {label}
    </Button>
  );
  return (
    <Group gap={8}>
      {mail.state === 'uncertain' &&
        button(t.markSent, () => markSent.mutate(input, said(t.marked)), 'mail-mark', markSent.isPending)}
      {isOpen &&
        button(
          mail.state === 'uncertain' ? t.sendAgain : t.retry,
          () => retry.mutate(input, said(t.retried)),
          'mail-retry',
          retry.isPending,
        )}
      {isOpen && button(t.giveUp, onGiveUp, 'mail-give-up', giveUp.isPending)}
      {mail.attempts > 0 &&
        button(
          t.open,
          () =>
            open.mutate(input, {
              onSuccess: ({ opened, file }) => {
                if (!opened) notifyProblem(t.notOpened, file);
              },
              onError: notifyFailed,
            }),
          'mail-open',
          open.isPending,
        )}
    </Group>
  );
};
