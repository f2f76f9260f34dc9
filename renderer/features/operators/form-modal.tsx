import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { errorValueOf } from '../../lib/api.ts';
import { errorText } from '../../lib/text.ts';

interface FormModalProps {
  readonly title: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form in a dialog: what is wrong stands above its buttons, and is said aloud. */
export const FormModal = ({ title, submit, busy, error, onSubmit, onClose, children }: FormModalProps) => {
  const said = error === null ? null : errorText(errorValueOf(error));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={500}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <form onSubmit={send} noValidate>
        <Stack gap={18}>
          {children}
          <div role="alert">
            {said !== null && (
              <Text c="var(--mantine-color-error)" size="sm" data-testid="operator-problem">
                {said.what} {said.youCan}
              </Text>
            )}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={busy} data-testid="operator-submit">
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
