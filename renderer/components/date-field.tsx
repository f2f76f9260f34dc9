import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { parseTypedDate } from './typed-date.ts';

interface DateFieldProps {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
  readonly description?: string;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly withAsterisk?: boolean;
  readonly testId?: string;
}

/** A day, typed as `05-07-2026` or picked; kept as `2026-07-05`. */
export const DateField = ({
  label,
  ariaLabel,
  value,
  onChange,
  onBlur,
  error,
  description,
  placeholder,
  clearable = false,
  withAsterisk = false,
  testId,
}: DateFieldProps) => (
  <DateInput
    label={label}
    aria-label={ariaLabel}
    value={value}
    onChange={onChange}
    onBlur={() => onBlur?.()}
    error={error}
    description={description}
    inputWrapperOrder={['label', 'input', 'description', 'error']}
    placeholder={placeholder ?? texts.onboarding.form.datePlaceholder}
    valueFormat="DD-MM-YYYY"
    dateParser={parseTypedDate}
    clearable={clearable}
    withAsterisk={withAsterisk}
    leftSection={<IconCalendar size={16} aria-hidden />}
    previousLabel={texts.common.dates.previous}
    nextLabel={texts.common.dates.following}
    data-testid={testId}
  />
);
