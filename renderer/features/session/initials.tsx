import styles from './session.module.css';

/** One or two letters of a name. */
export const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('es-CL');
};

/** A round sign for a person. */
export const Initials = ({ name, size = 'md' }: { readonly name: string; readonly size?: 'sm' | 'md' }) => (
  <span className={styles['initials']} data-size={size} aria-hidden>
    {initialsOf(name)}
  </span>
);
