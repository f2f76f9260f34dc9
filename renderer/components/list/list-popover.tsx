import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

interface ListPopoverProps {
  readonly icon: Icon;
  /** What the button says on hover and to a screen reader. */
  readonly button: string;
  readonly title: string;
  readonly testId: string;
  /** @param close takes the panel away and gives the focus back to the button */
  readonly children: (close: () => void) => ReactNode;
}

/** A button of a list's bar with a small panel of its own. */
export const ListPopover = ({ icon: PopoverIcon, button, title, testId, children }: ListPopoverProps) => {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
      portalProps={{ target: '#contenido' }}
    >
      <Popover.Target>
        <Tooltip label={button}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={button}
            onClick={() => setOpened(!opened)}
            data-testid={testId}
          >
            <PopoverIcon size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  );
};
