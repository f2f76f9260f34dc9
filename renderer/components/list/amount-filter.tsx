import { Button, NumberInput, Popover } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatClp } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from './list-menus.module.css';

const t = texts.lists.amounts;

interface Range {
  readonly minTotal: number | null;
  readonly maxTotal: number | null;
}

interface AmountFilterProps {
  readonly min: number | null;
  readonly max: number | null;
  readonly onChange: (range: Range) => void;
}

const inWords = (amount: number | null): string | null => (amount === null ? null : formatClp(amount));
const toAmount = (value: number | string): number | null =>
  typeof value === 'number' ? Math.round(value) : null;

/** From one amount to another, either of them open. */
export const AmountFilter = ({ min, max, onChange }: AmountFilterProps) => {
  const [typed, setTyped] = useState<Range>({ minTotal: min, maxTotal: max });
  const later = useDebouncedCallback(onChange, 300);
  useEffect(() => setTyped({ minTotal: min, maxTotal: max }), [min, max]);
  const type = (part: Partial<Range>): void => {
    const next = { ...typed, ...part };
    setTyped(next);
    later(next);
  };
  const isOpenRange = min === null && max === null;
  const common = {
    size: 'sm',
    min: 0,
    max: 999_999_999_999,
    allowDecimal: false,
    allowNegative: false,
    thousandSeparator: '.',
    decimalSeparator: ',',
    prefix: '$',
    hideControls: true,
  } as const;
  return (
    <Popover position="bottom-start" width={300} trapFocus returnFocus portalProps={{ target: '#contenido' }}>
      <Popover.Target>
        <Button
          variant="default"
          fw={400}
          px={12}
          {...(isOpenRange ? { c: 'dimmed' } : {})}
          rightSection={<IconChevronDown size={15} aria-hidden />}
          aria-label={`${t.label}: ${isOpenRange ? t.any : t.chosen(inWords(min), inWords(max))}`}
          data-testid="filter-amounts"
        >
          {isOpenRange ? t.any : t.chosen(inWords(min), inWords(max))}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.label}>
        <div className={styles['pair']}>
          <NumberInput
            {...common}
            label={t.from}
            value={typed.minTotal ?? ''}
            onChange={(value) => type({ minTotal: toAmount(value) })}
            data-testid="filter-min"
          />
          <NumberInput
            {...common}
            label={t.to}
            value={typed.maxTotal ?? ''}
            onChange={(value) => type({ maxTotal: toAmount(value) })}
            data-testid="filter-max"
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
