import { formatNumber } from '../../../shared/format/money.ts';
import styles from './restore.module.css';

interface Figure {
  readonly label: string;
  readonly value: number;
  readonly testId?: string;
}

/** A few numbers side by side, each with its name under it. */
export const Figures = ({ items }: { readonly items: readonly Figure[] }) => (
  <dl className={styles['figures']}>
    {items.map(({ label, value, testId }) => (
      <div key={label} data-zero={value === 0}>
        <dt>{label}</dt>
        <dd data-testid={testId}>{formatNumber(value)}</dd>
      </div>
    ))}
  </dl>
);
