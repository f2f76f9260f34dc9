import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';

/** main asks for as much. */
const REASON_MIN = 3;
const REASON_MAX = 500;

interface ReasonModalProps {
  readonly opened: boolean;
  readonly title: string;
  readonly label: string;
  readonly placeholder: string;
  /** What is said of too short a reason; null where none is needed. */
  readonly short: string | null;
  readonly confirm: string;
  /** Beginning of the test ids of the field and of the button. */
  readonly name: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question before something that is written down with its reason. Cancelling is the default. */
export const ReasonModal = ({
  opened,
  title,
  label,
  placeholder,
  short,
  confirm,
  name,
  danger = false,
  busy,
  onSubmit,
  onClose,
  children,
}: ReasonModalProps) => {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => {
    if (!opened) return;
    setReason('');
    setTried(false);
  }, [opened]);
  const isShort = short !== null && reason.trim().length < REASON_MIN;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isShort) onSubmit(reason.trim());
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      zIndex={300}
      size={520}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          {children}
          <Textarea
            label={label}
            placeholder={placeholder}
            withAsterisk={short !== null}
            autosize
            minRows={2}
            maxLength={REASON_MAX}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && isShort ? short : null}
            data-testid={`${name}-reason`}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button
              type="submit"
              {...(danger ? { color: 'red.9' } : {})}
              loading={busy}
              data-testid={`${name}-confirm`}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
