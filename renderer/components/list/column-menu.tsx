import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from './list-menus.module.css';
import { ListPopover } from './list-popover.tsx';
import { inChosenOrder, isShown, type ListSettingsState, toggled } from './use-list-settings.ts';

const t = texts.lists.columns;

interface ColumnMenuProps {
  readonly columns: readonly {
    readonly key: string;
    readonly header: string;
    readonly always?: boolean;
    readonly optional?: boolean;
  }[];
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
  return (
    <ListPopover icon={IconColumns3} button={t.button} title={t.title} testId="columns-open">
      {() => (
        <>
          <ul className={styles['list']}>
            {ordered.map((column, at) => (
              <li key={column.key} className={styles['line']}>
                <Checkbox
                  className={styles['grow'] ?? ''}
                  size="sm"
                  label={column.header}
                  checked={isShown(column, settings)}
                  disabled={column.always === true}
                  onChange={() => change(toggled(column, settings))}
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
            onClick={() => change({ order: [], hidden: [], shown: [], widths: {}, sort: null })}
            data-testid="columns-reset"
          >
            {t.reset}
          </Button>
        </>
      )}
    </ListPopover>
  );
};
