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
