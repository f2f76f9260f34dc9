import type { PrintReference } from '../../../shared/print/data.ts';
import { print } from '../../../shared/texts/print.ts';
import css from './roll.module.css';

/** Each reference in two or three rows. */
export function RollReferences({ references }: { references: readonly PrintReference[] }) {
  return references.map(({ document, folio, date, reason }) => (
    <p key={`${document} ${folio}`} className={css['reference']}>
      <strong>{[document, folio === '' ? '' : print.boxFolio(folio)].filter(Boolean).join(' ')}</strong>
      <span>{[date, reason].filter(Boolean).join(' · ')}</span>
    </p>
  ));
}
