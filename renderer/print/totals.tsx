import type { PrintTotal } from '../../shared/print/data.ts';
import css from './totals.module.css';

/** What adds up to the total, the total, and what comes after it. */
export function Totals({ rows }: { rows: readonly PrintTotal[] }) {
  return (
    <table className={css['totals']}>
      <tbody>
        {rows.map(({ label, value, kind }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two discounts may be called and be worth the same
          <tr key={index} className={css[kind]}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
