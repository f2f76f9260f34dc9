import { until } from '../../support/page/until.ts';
import type { World } from './world.ts';

interface Seen {
  readonly title: string;
  readonly body: string;
}

/** From now on the system's notices are kept instead of shown, and a person can click them. */
export const noticesOf = async ({ launched }: World) => {
  await launched.app.evaluate(({ Notification }) => {
    const all: Electron.Notification[] = [];
    Reflect.set(globalThis, 'notices', all);
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      all.push(this);
    };
  });
  const seen = (): Promise<readonly Seen[]> =>
    launched.app.evaluate(() =>
      (Reflect.get(globalThis, 'notices') as Electron.Notification[]).map(({ title, body }) => ({
        title,
        body,
      })),
    );
  return {
    seen,
    waitFor: (title: string): Promise<Seen> =>
      until(`a notice: ${title}`, async () => (await seen()).find((each) => each.title === title), 60_000),
    click: (title: string): Promise<void> =>
      launched.app.evaluate((_, wanted) => {
        const all = Reflect.get(globalThis, 'notices') as Electron.Notification[];
        all.find((each) => each.title === wanted)?.emit('click');
      }, title),
  };
};
