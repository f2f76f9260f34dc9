import type { ReactNode } from 'react';
import { print } from '../../../shared/texts/print.ts';
import { PracticeMark } from '../practice-mark.tsx';
import css from './letter.module.css';

/** One sheet: margins, the practice mark behind, its number below. */
export function Sheet({
  number,
  of,
  practice,
  children,
}: {
  number: number;
  of: number;
  practice: boolean;
  children: ReactNode;
}) {
  return (
    <section className={css['sheet']}>
      {practice && <PracticeMark size="sheet" />}
      <div className={css['body']} data-part="body">
        {children}
      </div>
      <footer className={css['number']}>
        <span>{number < of ? print.continues : ''}</span>
        <span>{print.page(number, of)}</span>
      </footer>
    </section>
  );
}
