import { useEffect, useRef } from 'react';
import { print } from '../../../shared/texts/print.ts';
import { Acuse, CedibleMark } from '../acuse.tsx';
import { BoxName } from '../box-name.tsx';
import { type CopyProps, setPaper, toMm } from '../copy.ts';
import { Fields } from '../fields.tsx';
import { PracticeMark } from '../practice-mark.tsx';
import { Stamp } from '../stamp.tsx';
import { Totals } from '../totals.tsx';
import { RollLines } from './lines.tsx';
import { RollReferences } from './references.tsx';
import css from './roll.module.css';

/** Paper of most shops' printers, mm; as long as what is on it, up to what a PDF page may be. */
const WIDTH = 80;
const LONGEST = 4_500;
/** Distance of two practice marks, mm. */
const MARK_EVERY = 95;

/** A copy on continuous paper, in the order of printed-copies.txt 1.1.7. */
export function RollCopy({ data, stamp, onDrawn }: CopyProps) {
  const paper = useRef<HTMLElement>(null);
  useEffect(() => {
    const height = toMm(paper.current?.getBoundingClientRect().height ?? 0);
    setPaper(WIDTH, Math.min(Math.ceil(height) + 1, LONGEST));
    onDrawn();
  }, [onDrawn]);
  const { box, issuer, receptor, facts, extras, references, lines, totals, cedible } = data;
  return (
    <main ref={paper} className={css['roll']}>
      {data.practice && <Marks lines={lines.length} />}
      {data.logo !== null && <img className={css['logo']} src={data.logo} alt="" />}
      <header className={css['box']}>
        <p>{box.rut}</p>
        <BoxName name={box.name} />
        <p>{box.folio}</p>
      </header>
      <p className={css['office']}>{box.office}</p>
      <section className={css['issuer']}>
        <h1>{issuer.name}</h1>
        <p>{issuer.giro}</p>
        {issuer.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
      {receptor.length > 0 && <Fields fields={receptor} className={css['fields']} />}
      <Fields fields={facts} className={css['fields']} />
      {extras.map(({ title, fields }) => (
        <section key={title} className={css['block']}>
          <h2>{title}</h2>
          <Fields fields={fields} className={css['inner']} />
        </section>
      ))}
      {references.length > 0 && (
        <section className={css['block']}>
          <h2>{print.references.title}</h2>
          <RollReferences references={references} />
        </section>
      )}
      <RollLines lines={lines} />
      <section className={css['totals']}>
        <Totals rows={totals} />
      </section>
      {cedible !== null && <Acuse shape="narrow" />}
      <div className={css['stamp']}>
        <Stamp image={stamp} legends={data.legends} narrow />
      </div>
      {cedible !== null && <CedibleMark mark={cedible} />}
    </main>
  );
}

/** Enough for the longest paper that so many lines can make; what is too much is cut off. */
function Marks({ lines }: { lines: number }) {
  const count = 3 + Math.ceil((lines * 12) / MARK_EVERY);
  return (
    <div className={css['marks']}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike
        <PracticeMark key={index} size="roll" />
      ))}
    </div>
  );
}
