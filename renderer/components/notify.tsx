import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
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

/** As long as somebody may think better of it. */
const UNDO_MS = 8_000;

/** Says that something was done, and offers to take it back. */
export const notifyUndoable = (title: string, message: ReactNode, onUndo: () => void): void => {
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
