import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Menu } from 'electron';
import { afterAll } from 'vitest';
import { until } from '../../support/page/until.ts';
import type { World } from './world.ts';

/** A desktop whose bus says that it shows trays: few servers have one that does. */
export const trayDesktop = (): Readonly<Record<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-bus-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'dbus-send');
  writeFileSync(file, "#!/bin/sh\necho '   boolean true'\n");
  chmodSync(file, 0o755);
  return {
    PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}`,
  };
};

export interface TrayLine {
  readonly label: string;
  readonly enabled: boolean;
}

/** The tray's menu as the program built it last; from the first call on. */
export const trayOf = ({ launched }: World) => {
  const watch = launched.app.evaluate(({ Menu: kind }) => {
    const build = kind.buildFromTemplate;
    kind.buildFromTemplate = (template) => {
      const menu = build.call(kind, template);
      Reflect.set(globalThis, 'trayMenu', menu);
      return menu;
    };
  });
  const lines = async (): Promise<readonly TrayLine[]> => {
    await watch;
    return launched.app.evaluate(() => {
      const menu = Reflect.get(globalThis, 'trayMenu') as Menu | undefined;
      return (menu?.items ?? [])
        .filter(({ type }) => type !== 'separator')
        .map(({ label, enabled }) => ({ label, enabled }));
    });
  };
  return {
    lines,
    /** Until a line is there. */
    says: (label: string): Promise<unknown> =>
      until(`the tray says ${label}`, async () => (await lines()).some((each) => each.label === label)),
    click: async (label: string): Promise<void> => {
      await until(`the tray offers ${label}`, async () =>
        (await lines()).some((each) => each.label === label && each.enabled),
      );
      await launched.app.evaluate((_, wanted) => {
        const menu = Reflect.get(globalThis, 'trayMenu') as Menu;
        menu.items.find(({ label: each }) => each === wanted)?.click();
      }, label);
    },
  };
};
