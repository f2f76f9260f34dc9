import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';

const TYPED = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*$/;

/** Reads a day as people type it, `5-7-2026`; null when it is none. */
export const parseTypedDate = (text: string): string | null => {
  const match = TYPED.exec(text);
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10);
};

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
