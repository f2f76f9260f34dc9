import { describe, expect, it } from 'vitest';
import { type ClosingParts, createClosing } from '../../../main/shell/closing.ts';
import { desktopEntry } from '../../../main/shell/desktop-entry.ts';
import { hasTrayHost } from '../../../main/shell/tray/host.ts';

const closing = (changes: Partial<ClosingParts> = {}) => {
  const done: string[] = [];
  let explained = false;
  const close = createClosing({
    isQuitting: () => false,
    staysInTray: () => true,
    wasExplained: () => explained,
    explained: () => {
      explained = true;
      done.push('explained');
    },
    explain: async () => true,
    hide: () => done.push('hide'),
    quit: () => done.push('quit'),
    ...changes,
  });
  return { close, done };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('closing the window', () => {
  it('where there is no tray, closes it, and the program ends behind it', () => {
    const { close, done } = closing({ staysInTray: () => false });
    expect([close(), done]).toEqual([false, []]);
  });

  it('the first time with a tray, explains and hides; the second time, only hides', async () => {
    const { close, done } = closing();
    expect(close()).toBe(true);
    await settled();
    expect(close()).toBe(true);
    expect(done).toEqual(['explained', 'hide', 'hide']);
  });

  it('when the person answers that the program should end, ends it and will explain again', async () => {
    const { close, done } = closing({ explain: async () => false });
    close();
    await settled();
    expect(done).toEqual(['quit']);
  });

  it('while the program is quitting, is not held up', () => {
    expect(closing({ isQuitting: () => true }).close()).toBe(false);
  });
});

describe('a desktop without a session bus', () => {
  it('on Linux, when asked for a tray, has none; other systems have', async () => {
    expect(await hasTrayHost('linux', {})).toBe(false);
    expect(await hasTrayHost('win32', {})).toBe(true);
  });
});

describe('the autostart entry', () => {
  it('a path with blanks, quotes and signs, when written, stays one argument', () => {
    const line = desktopEntry(['/opt/Mi "tienda" $1/resguardo 100%', '--oculto'])
      .split('\n')
      .find((each) => each.startsWith('Exec='));
    expect(line).toBe('Exec="/opt/Mi \\\\"tienda\\\\" \\\\$1/resguardo 100%%" "--oculto"');
  });
});
