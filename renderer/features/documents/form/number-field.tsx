import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FormNumber } from './form-number.ts';
import styles from './issue-form.module.css';

interface NumberFieldProps {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly value: FormNumber;
  readonly onChange: (value: FormNumber) => void;
  readonly onBlur: () => void;
  readonly error: ReactNode;
  readonly decimals: number;
  readonly prefix?: string;
  /** A typed point is the decimal comma: for quantities, which are seldom in the thousands. Elsewhere it parts thousands. */
  readonly pointIsComma?: boolean;
  readonly testId: string;
}

/** A number as Chile writes it, `1.234,5`: right-aligned, without arrows. */
export const NumberField = ({
  label,
  ariaLabel,
  value,
  onChange,
  onBlur,
  error,
  decimals,
  prefix = '',
  pointIsComma = false,
  testId,
}: NumberFieldProps) => (
  <NumberInput
    className={styles['numeric'] ?? ''}
    label={label}
    aria-label={ariaLabel}
    value={value}
    onChange={onChange}
    onBlur={onBlur}
    error={error}
    thousandSeparator="."
    decimalSeparator=","
    allowedDecimalSeparators={pointIsComma ? [',', '.'] : [',']}
    decimalScale={decimals}
    prefix={prefix}
    allowNegative={false}
    hideControls
    data-testid={testId}
  />
);
