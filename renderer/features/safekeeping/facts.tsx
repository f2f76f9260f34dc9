import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './safekeeping.module.css';

interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** A path: takes what room there is, and is shown whole when pointed at. */
  readonly path?: boolean;
}

/** A row of names and values under a card's headline. */
export const Facts = ({ items }: { readonly items: readonly Fact[] }) => (
  <dl className={styles['facts']}>
    {items.map(({ label, value, path = false }) => (
      <div key={label} data-path={path}>
        <dt>{label}</dt>
        {path ? (
          <Tooltip label={value}>
            <dd>{value}</dd>
          </Tooltip>
        ) : (
          <dd>{value}</dd>
        )}
      </div>
    ))}
  </dl>
);
