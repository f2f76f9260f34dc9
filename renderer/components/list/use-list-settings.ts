import { useQueryClient } from '@tanstack/react-query';
import type { ListSettings, ListView } from '../../../shared/ipc/lists.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { useMay } from '../../lib/use-session.ts';
import { notifyFailed } from '../notify.tsx';

const NONE: ListSettings = { order: [], hidden: [], shown: [], saved: [], sort: null, widths: {} };

/** How somebody wants to see a list; kept in the database, and on screen at once. */
export const useListSettings = (view: ListView) => {
  const client = useQueryClient();
  const query = useApi('lists.settings', { view }, { keepPrevious: true });
  const save = useAction('lists.saveSettings');
  const isKept = useMay('lists.saveSettings');
  const settings = query.data ?? NONE;
  return {
    settings,
    change: (part: Partial<ListSettings>, onDone?: () => void) => {
      const next = { ...settings, ...part };
      client.setQueryData(['lists.settings', { view }], next);
      // On a damaged database it is as somebody wants it for as long as the window is there.
      if (!isKept) return onDone?.();
      // By its promise: what `mutate` is handed is not called any more once the person has left the screen.
      save.mutateAsync({ view, settings: next }).then(onDone, notifyFailed);
    },
  };
};
export type ListSettingsState = ReturnType<typeof useListSettings>;

interface Keyed {
  readonly key: string;
}

/** All columns in the order that was chosen; those without a place come where they stand by themselves. */
export const inChosenOrder = <C extends Keyed>(
  columns: readonly C[],
  order: readonly string[],
): readonly C[] => {
  const place = (column: C): number => {
    const at = order.indexOf(column.key);
    return at < 0 ? columns.indexOf(column) : at;
  };
  return [...columns].sort((one, other) => place(one) - place(other));
};

interface Hideable extends Keyed {
  readonly always?: boolean;
  readonly optional?: boolean;
}

/** Whether a column is seen. One that names the row is never hidden. */
export const isShown = ({ key, always, optional }: Hideable, { hidden, shown }: ListSettings): boolean =>
  always === true || (optional === true ? shown.includes(key) : !hidden.includes(key));

/** Hides a column, or shows it again. */
export const toggled = (column: Hideable, settings: ListSettings): Partial<ListSettings> => {
  const part = column.optional === true ? 'shown' : 'hidden';
  const keys = settings[part];
  return {
    [part]: keys.includes(column.key) ? keys.filter((each) => each !== column.key) : [...keys, column.key],
  };
};

/** The columns to show. */
export const shownColumns = <C extends Hideable>(
  columns: readonly C[],
  settings: ListSettings,
): readonly C[] => inChosenOrder(columns, settings.order).filter((column) => isShown(column, settings));
