import { print } from '../../shared/texts/print.ts';
import css from './acuse.module.css';

const { acuse } = print;

/** Blanks in the order of printed-copies.txt 1.4. */
const BLANKS = [
  { name: 'name', label: acuse.name },
  { name: 'rut', label: acuse.rut },
  { name: 'date', label: acuse.date },
  { name: 'place', label: acuse.place },
  { name: 'signature', label: acuse.signature },
] as const;

/** The box that whoever receives the goods signs (Ley 19.983), and the mark of the copy at the bottom right. */
export function Acuse({ shape }: { shape: 'wide' | 'narrow' }) {
  return (
    <section className={`${css['box']} ${css[shape]}`}>
      <h2 className={css['title']}>{acuse.title}</h2>
      <div className={css['blanks']}>
        {BLANKS.map(({ name, label }) => (
          <div key={name} className={css[name]}>
            <span>{label}</span>
            <span className={css['blank']} />
          </div>
        ))}
      </div>
      <p className={css['law']}>{acuse.law}</p>
    </section>
  );
}

/** `CEDIBLE`. */
export function CedibleMark({ mark }: { mark: string }) {
  return <p className={css['mark']}>{mark}</p>;
}
