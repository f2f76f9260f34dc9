/** Marks the page while nobody is signed in: what lies under the screen that asks is neither seen nor used. */
const MARK = 'locked';

export const isLocked = (): boolean => document.body.dataset[MARK] !== undefined;

export const markLocked = (locked: boolean): void => {
  if (locked) document.body.dataset[MARK] = 'true';
  else delete document.body.dataset[MARK];
};
