import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from './list-menus.module.css';
import { inChosenOrder, type ListSettingsState } from './use-list-settings.ts';

const t = texts.lists.columns;

interface ColumnMenuProps {
  readonly columns: readonly { readonly key: string; readonly header: string; readonly always?: boolean }[];
  readonly state: ListSettingsState;
}

/** Which columns are seen, and in which order. */
export const ColumnMenu = ({ columns, state }: ColumnMenuProps) => {
  const { settings, change } = state;
  const ordered = inChosenOrder(columns, settings.order);
  const move = (at: number, by: 1 | -1): void => {
    const keys = ordered.map(({ key }) => key);
    const [moved] = keys.splice(at, 1);
    if (moved !== undefined) keys.splice(at + by, 0, moved);
    change({ order: keys });
  };
  const toggle = (key: string): void =>
    change({
      hidden: settings.hidden.includes(key)
        ? settings.hidden.filter((each) => each !== key)
        : [...settings.hidden, key],
    });
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={290}
      trapFocus
      returnFocus
      portalProps={{ target: '#contenido' }}
    >
      <Popover.Target>
        <Tooltip label={t.button}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t.button}
            onClick={() => setOpened(!opened)}
            data-testid="columns-open"
          >
            <IconColumns3 size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.title}>
        <ul className={styles['list']}>
          {ordered.map((column, at) => (
            <li key={column.key} className={styles['line']}>
              <Checkbox
                className={styles['grow'] ?? ''}
                size="sm"
                label={column.header}
                checked={column.always === true || !settings.hidden.includes(column.key)}
                disabled={column.always === true}
                onChange={() => toggle(column.key)}
                data-testid={`column-${column.key}`}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={t.up(column.header)}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              >
                <IconChevronUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={t.down(column.header)}
                disabled={at === ordered.length - 1}
                onClick={() => move(at, 1)}
              >
                <IconChevronDown size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={() => change({ order: [], hidden: [] })}
          data-testid="columns-reset"
        >
          {t.reset}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
};
