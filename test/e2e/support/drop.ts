import type { Locator } from 'playwright';

type Step = 'dragEnter' | 'dragOver' | 'drop';

/** The browser itself makes the events, as when files come from the system's file manager. */
const drag = async (place: Locator, files: readonly string[], steps: readonly Step[]): Promise<void> => {
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (box === null) throw new Error('nothing to drag over');
  const session = await place.page().context().newCDPSession(place.page());
  const at = { x: box.x + Math.min(box.width / 2, 40), y: box.y + Math.min(box.height / 2, 40) };
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of steps) await session.send('Input.dispatchDragEvent', { type, ...at, data });
  await session.detach();
};

/** Holds files of the disk over a place, without letting them go. */
export const dragOver = (place: Locator, files: readonly string[]): Promise<void> =>
  drag(place, files, ['dragEnter', 'dragOver']);

/** Lets them go. */
export const dropFiles = (place: Locator, files: readonly string[]): Promise<void> =>
  drag(place, files, ['dragEnter', 'dragOver', 'drop']);
