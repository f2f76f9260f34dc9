import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  /** For forms and summaries, which do not gain from the whole width. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A screen: its one h1, what it is for, its main actions, and its content. */
export const Page = ({ title, lead, actions, narrow = false, children }: PageProps) => (
  <div className={narrow ? `${styles['page']} ${styles['narrow']}` : styles['page']}>
    <header className={styles['header']}>
      <div>
        <h1 className={styles['title']}>{title}</h1>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </header>
    {children}
  </div>
);

interface CardProps {
  readonly title?: string;
  readonly text?: string;
  readonly action?: ReactNode;
  /** Without padding, for what brings its own (a table). */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A white surface with an optional h2, a line about it, and one action. */
export const Card = ({ title, text, action, flush = false, className, children }: CardProps) => (
  <section className={[styles['card'], flush ? '' : styles['padded'], className].filter(Boolean).join(' ')}>
    {title !== undefined && (
      <div className={styles['cardHeader']}>
        <div>
          <h2 className={styles['cardTitle']}>{title}</h2>
          {text !== undefined && <p className={styles['cardText']}>{text}</p>}
        </div>
        {action}
      </div>
    )}
    {children}
  </section>
);
