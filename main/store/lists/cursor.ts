import { appError } from '../../../shared/domain/errors.ts';

/** What a list is ordered by: the day of issue, the amount, or, for a search with very many hits, the order of issuing. */
export const ORDERS = ['date', 'amount', 'found'] as const;
export type Order = (typeof ORDERS)[number];

/** Where a page ended: the row's value in the list's order (a day as AAAAMMDD), and its id. */
export interface Place {
  readonly order: Order;
  readonly value: number;
  readonly id: number;
}

/** How many a list has, as its first page counted them; `exact` is false where there are at least so many. */
export interface Count {
  readonly total: number;
  readonly exact: boolean;
}

/** A place with the count of the first page, so that the next ones need not count again. */
export type Cursor = Place & Count;

export const encodeCursor = ({ order, value, id, total, exact }: Cursor): string =>
  Buffer.from(`${order}.${value}.${id}.${total}${exact ? '' : '+'}`, 'utf8').toString('base64url');

/** @throws AppError `bad_request` for what `encodeCursor` did not make */
export const decodeCursor = (cursor: string): Cursor => {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^(date|amount|found)\.(-?\d{1,16})\.(\d{1,16})\.(\d{1,16})(\+?)$/.exec(text);
  if (!match) throw appError('bad_request', { field: 'cursor' });
  return {
    order: match[1] as Order,
    value: Number(match[2]),
    id: Number(match[3]),
    total: Number(match[4]),
    exact: match[5] === '',
  };
};

/** `AAAA-MM-DD` as the number AAAAMMDD, and back. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
export const dayOf = (number: number): string => {
  const text = String(number).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
};
