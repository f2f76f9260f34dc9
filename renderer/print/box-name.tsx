import css from './box-name.module.css';

/** The document's name: where a line does not hold it, `ELECTRÓNICA` goes into the second (printed-copies.txt 1.1.4). */
export function BoxName({ name }: { name: string }) {
  const cut = name.lastIndexOf(' ');
  return (
    <p>
      <span className={css['part']}>{name.slice(0, cut)}</span>{' '}
      <span className={css['part']}>{name.slice(cut + 1)}</span>
    </p>
  );
}
