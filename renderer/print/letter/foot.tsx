import { Acuse, CedibleMark } from '../acuse.tsx';
import type { CopyProps } from '../copy.ts';
import { Stamp } from '../stamp.tsx';
import { Totals } from '../totals.tsx';
import css from './letter.module.css';

/** At the bottom of the last sheet: stamp at the left, totals at the right, acuse below (printed-copies.txt 1.1.7). */
export function Foot({ data, stamp }: Omit<CopyProps, 'onDrawn'>) {
  return (
    <div className={css['foot']} data-part="foot">
      <div className={css['sums']}>
        <div className={css['stampSide']}>
          <Stamp image={stamp} legends={data.legends} />
        </div>
        <div className={css['totalSide']}>
          <Totals rows={data.totals} />
        </div>
      </div>
      {data.cedible !== null && (
        <div className={css['acuse']}>
          <Acuse shape="wide" />
          <CedibleMark mark={data.cedible} />
        </div>
      )}
    </div>
  );
}
