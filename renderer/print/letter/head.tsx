import type { PrintData } from '../../../shared/print/data.ts';
import { BoxName } from '../box-name.tsx';
import { Fields } from '../fields.tsx';
import css from './letter.module.css';

/** The first sheet's head: issuer at the left, box at the right, then receptor and conditions. */
export function FirstHead({ data }: { data: PrintData }) {
  const { issuer, box, receptor, facts, extras } = data;
  return (
    <div className={css['firstHead']} data-part="first-head">
      <header className={css['top']}>
        {data.logo !== null && <img className={css['logo']} src={data.logo} alt="" />}
        <div className={css['issuer']}>
          <h1>{issuer.name}</h1>
          <p className={css['giro']}>{issuer.giro}</p>
          {issuer.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div className={css['boxSide']}>
          <div className={css['box']}>
            <p>{box.rut}</p>
            <BoxName name={box.name} />
            <p className={css['boxFolio']}>{box.folio}</p>
          </div>
          <p className={css['office']}>{box.office}</p>
        </div>
      </header>
      <div className={css['panel']}>
        {receptor.length > 0 && <Fields fields={receptor} className={css['fields']} />}
        <Fields fields={facts} className={css['fields']} />
      </div>
      {extras.map(({ title, fields }) => (
        <section key={title} className={css['extra']}>
          <h2>{title}</h2>
          <Fields fields={fields} className={css['tiles']} />
        </section>
      ))}
    </div>
  );
}

/** What tells where a following sheet belongs. */
export function NextHead({ data: { issuer, box } }: { data: PrintData }) {
  return (
    <header className={css['nextHead']} data-part="next-head">
      <strong>{issuer.name}</strong>
      <span>{box.rut}</span>
      <span className={css['nextName']}>{`${box.name} ${box.folio}`}</span>
    </header>
  );
}
