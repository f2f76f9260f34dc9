import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
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

/** Says what an action of main answered instead of doing it. */
export const notifyFailed = (error: unknown): void => {
  const { what, youCan } = errorText(errorValueOf(error));
  notifyProblem(what, youCan);
};
