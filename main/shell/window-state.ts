import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';

const FILE = 'ventana.json';
const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;

const DEFAULT = { width: 1280, height: 800 } as const;

const isOnScreen = (bounds: Rectangle): boolean => {
  const area = screen.getDisplayMatching(bounds).workArea;
  return (
    bounds.x < area.x + area.width && bounds.y < area.y + area.height && bounds.x + bounds.width > area.x
  );
};

/** Where the window was last, or the default size where that is unknown or no longer on any screen. */
export const loadWindowState = (
  profileDir: string,
): Partial<WindowState> & { width: number; height: number } => {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(join(profileDir, FILE), 'utf8')));
    return isOnScreen(state) ? state : DEFAULT;
  } catch {
    return DEFAULT;
  }
};

/** A window that cannot be remembered is no reason to fail: the next start takes the default size. */
export const saveWindowState = (profileDir: string, window: BrowserWindow): void => {
  try {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    writeFileSync(join(profileDir, FILE), JSON.stringify(state), { mode: 0o600 });
  } catch {
    return;
  }
};
