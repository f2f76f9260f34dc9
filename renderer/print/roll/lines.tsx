import type { PrintLine } from '../../../shared/print/data.ts';
import { print } from '../../../shared/texts/print.ts';
import css from './roll.module.css';

const { lines: words } = print;

/** Two rows to a line: what it is, and what it comes to. */
export function RollLines({ lines }: { lines: readonly PrintLine[] }) {
  return (
    <table className={css['lines']}>
      <thead>
        <tr>
          <th scope="col">{words.description}</th>
          <th scope="col">{words.amount}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike
          <tr key={index}>
            <td>
              <span className={css['item']}>{line.name}</span>
              {line.marks.map((mark) => (
                <span key={mark} className={css['note']}>
                  {mark}
                </span>
              ))}
              {details(line).map((detail) => (
                <span key={detail} className={css['note']}>
                  {detail}
                </span>
              ))}
            </td>
            <td>{line.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const details = (line: PrintLine): readonly string[] =>
  [
    line.code,
    ...line.notes,
    line.quantity === '' || line.price === ''
      ? ''
      : words.times([line.quantity, line.unit].filter(Boolean).join(' '), line.price),
    adjustment(line.discount, line.discountRate, words.discountOf, words.discountPlain),
    adjustment(line.recharge, line.rechargeRate, words.rechargeOf, words.rechargePlain),
  ].filter((text) => text !== '');

const adjustment = (
  amount: string,
  rate: string,
  withRate: (amount: string, rate: string) => string,
  plain: (amount: string) => string,
): string => {
  if (amount === '') return '';
  return rate === '' ? plain(amount) : withRate(amount, rate);
};
