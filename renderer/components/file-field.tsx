import { FileInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DropTarget } from './drop-target.tsx';

interface FileFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly accept: string;
  readonly value: File | null;
  readonly onChange: (file: File | null) => void;
  readonly error?: ReactNode;
  /** For what may stay as it is; marked as a must otherwise. */
  readonly optional?: boolean;
  readonly testId: string;
}

/** One file, chosen or dropped. The hidden file input, which tests fill, carries `<testId>-input`. */
export const FileField = ({
  label,
  placeholder,
  accept,
  value,
  onChange,
  error,
  optional = false,
  testId,
}: FileFieldProps) => (
  <DropTarget onFiles={([file]) => file && onChange(file)}>
    <FileInput
      label={label}
      placeholder={placeholder}
      accept={accept}
      value={value}
      onChange={onChange}
      error={error}
      withAsterisk={!optional}
      leftSection={<IconPaperclip size={16} aria-hidden />}
      data-testid={testId}
      fileInputProps={{ 'data-testid': `${testId}-input` } as React.ComponentProps<'input'>}
    />
  </DropTarget>
);
