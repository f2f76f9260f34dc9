import type { PrintData } from '../../shared/print/data.ts';
import type { StampImage } from './barcode.ts';
import css from './stamp.module.css';

/** The stamp with its legends under it (printed-copies.txt 1.5). Vector: sharp on any printer. */
export function Stamp({
  image,
  legends,
  narrow = false,
}: {
  image: StampImage;
  legends: PrintData['legends'];
  /** Resolution and address under each other, where a line does not hold both. */
  narrow?: boolean;
}) {
  const [name, resolution, verify] = legends;
  return (
    <figure className={css['stamp']} style={{ width: `${image.widthMm}mm` }}>
      <svg
        role="img"
        aria-label={name}
        viewBox={`0 0 ${image.columns} ${image.rows}`}
        style={{ width: `${image.widthMm}mm`, height: `${image.heightMm}mm` }}
      >
        <path d={image.path} fillRule="evenodd" />
      </svg>
      <figcaption className={css['legends']}>
        <span className={css['name']}>{name}</span>
        <span className={css['legend']}>
          {narrow
            ? [resolution, verify].map((line) => <span key={line}>{line}</span>)
            : `${resolution} – ${verify}`}
        </span>
      </figcaption>
    </figure>
  );
}
