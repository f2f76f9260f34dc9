const buttons = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('tr[data-row] [data-row-open]'),
];

/**
 * Moves the focus to another row of the list on screen; from outside of it, to its first one. Enter then opens it: the focus
 * is on its button. @returns whether there is a list
 */
export const moveRow = (by: 1 | -1): boolean => {
  const all = buttons();
  const row = document.activeElement?.closest('tr[data-row]') ?? null;
  const now = row === null ? -1 : all.findIndex((button) => row.contains(button));
  const next = all[now < 0 ? 0 : Math.min(all.length - 1, Math.max(0, now + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
};

const focusedRow = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null;

const boxOf = (row: HTMLElement | null): HTMLInputElement | null =>
  row?.querySelector<HTMLInputElement>('input[type="checkbox"]') ?? null;

/**
 * Chooses the row with the focus, or no longer; `range` does so from the last one touched to this one.
 * @returns whether it is a row that can be chosen
 */
export const chooseRow = (range: boolean): boolean => {
  const box = boxOf(focusedRow());
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: range }));
  return box !== null;
};

/** Moves to the next row and chooses both, so that a choice grows row by row. @returns whether there is a row to choose */
export const growChoice = (by: 1 | -1): boolean => {
  const box = boxOf(focusedRow());
  if (box === null) return false;
  if (!box.checked) box.click();
  moveRow(by);
  // After React has drawn the first one: both changes would start from the same choice.
  requestAnimationFrame(() => {
    const next = boxOf(focusedRow());
    if (next !== null && !next.checked) next.click();
  });
  return true;
};

/**
 * Presses the button that says it has this key (`aria-keyshortcuts`): the one about all chosen rows or about the whole view, or
 * else that of the row with the focus. @returns whether there is one that can be pressed
 */
export const pressKeyOf = (key: string): boolean => {
  const able = `[aria-keyshortcuts="${key}"]:not(:disabled)`;
  const ofView = [...document.querySelectorAll<HTMLElement>(able)].find(
    (button) => button.closest('tr[data-row]') === null,
  );
  const button = ofView ?? focusedRow()?.querySelector<HTMLElement>(able);
  button?.click();
  return button !== undefined && button !== null;
};
