import { type ListSettings, type ListView, listSettings } from '../../../shared/ipc/lists.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { companyIn } from '../which-company.ts';
import { sqlFilter } from './filters.ts';

const keyOf = (view: ListView): string => `lists.${view}`;

export const listHandlers = ({
  store,
}: Services): Pick<Handlers, 'lists.groups' | 'lists.settings' | 'lists.saveSettings'> => {
  const settingsOf = (view: ListView): ListSettings => {
    const stored = listSettings.safeParse(store.settings.get(keyOf(view)) ?? {});
    return stored.success ? stored.data : listSettings.parse({});
  };
  return {
    'lists.groups': ({ of, filter, by }) => {
      const id = companyIn(store, filter.company);
      const { groups, more, exact } = store.lists.documents.groups(id, of, sqlFilter(filter), by);
      return {
        groups: groups.map(({ key, n, sums }) => ({
          key,
          name: by === 'receptor' ? store.documents.receptorName(id, key) : null,
          n,
          sums: [...sums],
        })),
        more,
        exact,
      };
    },
    'lists.settings': ({ view }) => settingsOf(view),
    'lists.saveSettings': ({ view, settings }) => {
      store.settings.set(keyOf(view), settings);
      return settingsOf(view);
    },
  };
};
