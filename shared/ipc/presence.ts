import { z } from 'zod';
import type { Channel } from './channel.ts';

/** Resguardo on the desktop besides its window: the sign in the tray, the system's notices, the start with the system. */
const choices = z.object({
  /** Closing the window leaves the program at work, where there is a tray to find it again. */
  closeToTray: z.boolean(),
  startWithSystem: z.boolean(),
  /** Notices of failures and of what needs a person. */
  noticeTrouble: z.boolean(),
  /** Notices of what went well. */
  noticeGood: z.boolean(),
});

const view = choices.extend({
  /** What this desktop has; without it the setting says why it does nothing. */
  trayAvailable: z.boolean(),
  noticesAvailable: z.boolean(),
  startAvailable: z.boolean(),
});

export const presenceContract = {
  'presence.get': { role: 'usuario', input: z.object({}), output: view },
  'presence.set': { role: 'encargado', input: choices.partial(), output: view },
  /** The window saw the network come back: the SII is asked at once. */
  'network.back': { role: 'usuario', input: z.object({}), output: z.object({}) },
} as const satisfies Record<string, Channel>;
