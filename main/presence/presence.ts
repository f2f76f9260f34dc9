import type { PresenceChoices } from '../setup/preferences.ts';
import { createNotices, type Notice } from './notices.ts';
import type { Outlook } from './outlook.ts';
import { type TrayModel, trayModel } from './tray-model.ts';

/** What the desktop can do; Electron's, or a stand-in. */
export interface PresencePorts {
  /** Called only when something in it has changed. */
  tray(model: TrayModel): void;
  notify(notice: Notice): void;
  /** 0 to 1; null takes the bar away. */
  progress(fraction: number | null): void;
  /** Whether a person has the window before them. */
  isWatched(): boolean;
}

export interface Presence {
  /** Something may have changed. */
  refresh(): void;
  stop(): void;
}

export interface PresenceParts {
  readonly outlook: () => Outlook | null;
  readonly choices: () => PresenceChoices;
  readonly ports: PresencePorts;
  readonly onTrouble: (error: unknown) => void;
}

/** Times in the tray are relative: it is drawn anew this often besides on every change. */
const REFRESH_MS = 30_000;

/** Keeps tray, notices and progress bar as true as the window is. */
export const createPresence = ({ outlook, choices, ports, onTrouble }: PresenceParts): Presence => {
  const notices = createNotices();
  let shown = '';
  let progress: number | null = null;

  const show = (): void => {
    const now = outlook();
    const model = trayModel(now);
    const key = JSON.stringify(model);
    if (key !== shown) ports.tray(model);
    shown = key;
    const next = now?.progress ?? null;
    if (next !== progress) ports.progress(next);
    progress = next;
    if (now === null) return;
    for (const notice of notices(now, choices(), ports.isWatched())) ports.notify(notice);
  };
  /** What the desktop refuses is no reason for the program to stop. */
  const refresh = (): void => {
    try {
      show();
    } catch (error) {
      onTrouble(error);
    }
  };
  const timer = setInterval(refresh, REFRESH_MS);
  return { refresh, stop: () => clearInterval(timer) };
};
