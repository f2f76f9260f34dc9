import type { ReactNode } from 'react';
import styles from './labelled.module.css';

interface Item {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values, one under the other or in columns. */
export const Labelled = ({
  items,
  columns = 2,
}: {
  readonly items: readonly Item[];
  readonly columns?: number;
}) => (
  <dl className={styles['list']} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
    {items.map((item) => (
      <div key={item.label} className={styles['item']}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
);
