import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SavedFilter } from '../../../shared/ipc/lists.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyUndoable } from '../notify.tsx';
import styles from './list-menus.module.css';
import { ListPopover } from './list-popover.tsx';
import type { ListSettingsState } from './use-list-settings.ts';

const t = texts.lists.saved;
const LONGEST = 40;

interface SavedFiltersProps {
  readonly state: ListSettingsState;
  /** What would be kept now; null where nothing is filtered. */
  readonly current: SavedFilter['filter'] | null;
  readonly onApply: (filter: SavedFilter['filter']) => void;
}

/** Filters that somebody has given a name: used again, kept, thrown away. */
export const SavedFilters = ({ state, current, onApply }: SavedFiltersProps) => {
  const [name, setName] = useState('');
  const { saved } = state.settings;
  const submit = (event: FormEvent, close: () => void): void => {
    event.preventDefault();
    const given = name.trim();
    if (given === '' || current === null) return;
    const others = saved.filter((each) => each.name !== given);
    state.change({ saved: [...others, { name: given, filter: current }] }, () => notifyDone(t.done(given)));
    setName('');
    close();
  };
  return (
    <ListPopover icon={IconBookmark} button={t.button} title={t.title} testId="saved-open">
      {(close) => (
        <>
          {saved.length === 0 && <p className={styles['soft']}>{t.empty}</p>}
          <ul className={styles['list']}>
            {saved.map((each) => (
              <li key={each.name} className={styles['line']}>
                <button
                  type="button"
                  className={styles['apply']}
                  onClick={() => {
                    onApply(each.filter);
                    close();
                  }}
                  data-testid="saved-apply"
                >
                  {each.name}
                </button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={t.remove(each.name)}
                  onClick={() =>
                    state.change({ saved: saved.filter((other) => other.name !== each.name) }, () =>
                      notifyUndoable(t.removed(each.name), null, () =>
                        state.change({ saved }, () => notifyDone(t.back(each.name))),
                      ),
                    )
                  }
                  data-testid="saved-remove"
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <form className={styles['form']} onSubmit={(event) => submit(event, close)}>
            <TextInput
              size="sm"
              label={t.name}
              placeholder={t.placeholder}
              description={current === null ? t.nothing : undefined}
              maxLength={LONGEST}
              disabled={current === null}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-testid="saved-name"
            />
            <Button
              type="submit"
              size="sm"
              disabled={current === null || name.trim() === ''}
              data-testid="saved-save"
            >
              {t.save}
            </Button>
          </form>
        </>
      )}
    </ListPopover>
  );
};
