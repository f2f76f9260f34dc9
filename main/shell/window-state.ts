import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { fitInto } from './window-bounds.ts';

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

/** Where the window was last, as far as the displays of today show it; the default size where that is unknown. */
export const loadWindowState = (
  profileDir: string,
): Partial<WindowState> & { width: number; height: number } => {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(join(profileDir, FILE), 'utf8')));
    return { ...fitInto(state, screen.getDisplayMatching(state).workArea), maximized: state.maximized };
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
