import { Notification } from 'electron';
import type { Notice } from '../presence/notices.ts';

export const canNotify = (): boolean => Notification.isSupported();

/** Held until they are closed: one that is collected as garbage answers no click. */
const shown = new Set<Notification>();

/** A notice of the system; a click opens the place that it is about. */
export const showNotice = (
  { title, body, address }: Omit<Notice, 'cause'>,
  open: (address: string) => void,
): void => {
  if (!canNotify()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => open(address));
  notification.on('close', () => shown.delete(notification));
  notification.show();
};
