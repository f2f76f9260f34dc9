import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { World } from './world.ts';

/** What main answers when it could not. */
export const FAILURE = { ok: false, error: { code: 'disk_full' } };

/**
 * From now on main does not answer a channel (null), or answers the same each time, also whoever waits since then. `mend` puts
 * back what it did before.
 */
export const breakChannel = ({ launched }: World, channel: ChannelName, answer: unknown): Promise<void> =>
  launched.app.evaluate(
    ({ ipcMain }, [name, said]) => {
      const all = globalThis as unknown as {
        kept?: Map<string, unknown>;
        waiting?: { readonly channel: string; readonly answer: (said: unknown) => void }[];
      };
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
      all.kept ??= new Map();
      if (!all.kept.has(name)) all.kept.set(name, handlers.get(name));
      ipcMain.removeHandler(name);
      const waiting = all.waiting ?? [];
      all.waiting = [];
      for (const each of waiting)
        if (each.channel === name && said !== null) each.answer(said);
        else all.waiting.push(each);
      ipcMain.handle(
        name,
        () => said ?? new Promise((answer) => all.waiting?.push({ channel: name, answer })),
      );
    },
    [channel, answer] as const,
  );

export const mendChannel = ({ launched }: World, channel: ChannelName): Promise<void> =>
  launched.app.evaluate(({ ipcMain }, name) => {
    const { kept } = globalThis as unknown as { kept: Map<string, unknown> };
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    handlers.set(name, kept.get(name));
  }, channel);
