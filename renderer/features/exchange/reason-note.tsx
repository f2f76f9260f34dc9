import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';

const t = texts.exchange.reason;

/** For what the SII rejected or objected to: its reason comes by mail, and belongs to the document. */
export const ReasonNote = ({ id }: { readonly id: number }) => {
  const [text, setText] = useState('');
  const note = useAction('sii.noteReason');
  const ask = useAction('sii.askMail');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    note.mutate(
      { id, text: text.trim() },
      {
        onSuccess: () => {
          setText('');
          notifyDone(t.saved);
        },
        onError: notifyFailed,
      },
    );
  };
  const onAsk = () =>
    ask.mutate(
      { id },
      {
        onSuccess: ({ mail }) => {
          notifyDone(t.asked, mail === null ? t.askedText : t.practiceMail);
          if (mail !== null) setText(mail);
        },
        onError: notifyFailed,
      },
    );
  return (
    <form onSubmit={submit} noValidate data-testid="reason-note">
      <Textarea
        label={t.title}
        description={t.text}
        placeholder={t.placeholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="reason-text"
      />
      <Group mt={10} gap={10}>
        <Button
          type="submit"
          size="sm"
          disabled={text.trim().length < 3}
          loading={note.isPending}
          data-testid="reason-save"
        >
          {t.save}
        </Button>
        <Button size="sm" variant="default" loading={ask.isPending} onClick={onAsk} data-testid="reason-ask">
          {t.ask}
        </Button>
      </Group>
    </form>
  );
};
