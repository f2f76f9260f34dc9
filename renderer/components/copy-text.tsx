import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { texts } from '../../shared/texts/es-CL.ts';

/** A small button that puts a text on the clipboard and says so. */
export const CopyText = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <CopyButton value={value} timeout={1_800}>
    {({ copied, copy }) => (
      <Tooltip label={copied ? texts.common.copied : label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={copied ? texts.common.copied : label}
          onClick={copy}
        >
          {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    )}
  </CopyButton>
);
