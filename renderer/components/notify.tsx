import { Button } from '@mantine/core';
import { notifications, notificationsStore } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { errorValueOf } from '../lib/api.ts';
import { errorText } from '../lib/text.ts';

const closeButtonProps = { 'aria-label': texts.common.close };

/** Says that something was done. */
export const notifyDone = (title: string, message?: ReactNode): void => {
  notifications.show({
    title,
    message: message ?? '',
    color: 'teal.8',
    icon: <IconCheck size={18} aria-hidden />,
    closeButtonProps,
    role: 'status',
  });
};

/** Says what is wrong and what can be done; stays longer than good news. */
export const notifyProblem = (title: string, message: ReactNode): void => {
  notifications.show({
    title,
    message,
    color: 'red.8',
    autoClose: 12_000,
    icon: <IconAlertTriangle size={18} aria-hidden />,
    closeButtonProps,
    role: 'alert',
  });
};

/** Notices on screen at once; those after them wait for their turn. */
export const MOST_NOTICES = 4;

/** Takes the oldest good news away, so that what can be undone does not wait behind it. */
const makeRoom = (): void => {
  const shown = notificationsStore.getState().notifications;
  const oldest = shown.find(({ role }) => role === 'status');
  if (shown.length >= MOST_NOTICES && oldest?.id !== undefined) notifications.hide(oldest.id);
};

/** As long as somebody may think better of it. */
const UNDO_MS = 8_000;

/** Says that something was done, and offers to take it back. */
export const notifyUndoable = (title: string, message: ReactNode, onUndo: () => void): void => {
  makeRoom();
  const id = notifications.show({
    title,
    message: (
      <>
        {message !== null && <div>{message}</div>}
        <Button
          variant="light"
          size="xs"
          mt={8}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
          data-testid="undo"
        >
          {texts.lists.undo.button}
        </Button>
      </>
    ),
    color: 'teal.8',
    autoClose: UNDO_MS,
    icon: <IconCheck size={18} aria-hidden />,
    closeButtonProps,
    role: 'status',
  });
};

/** Says what an action of main answered instead of doing it. */
export const notifyFailed = (error: unknown): void => {
  const { what, youCan } = errorText(errorValueOf(error));
  notifyProblem(what, youCan);
};
