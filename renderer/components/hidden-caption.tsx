import type { ReactNode } from 'react';
import styles from './hidden-caption.module.css';

/** What a table is of, for who hears it; who sees it reads the heading above. */
export const HiddenCaption = ({ children }: { readonly children: ReactNode }) => (
  <caption className={styles['caption']}>{children}</caption>
);
