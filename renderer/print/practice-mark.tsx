import { print } from '../../shared/texts/print.ts';
import css from './practice-mark.module.css';

/** Lies behind everything, so that a practice copy is never taken for a real one. */
export function PracticeMark({ size }: { size: 'sheet' | 'roll' }) {
  return (
    <div className={css[size]} aria-hidden="true">
      {print.practiceMark.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
