import { appError } from '../../../shared/domain/errors.ts';

/** What a list may be ordered by: the day of issue, the amount, the folio, or the receptor's name as es-CL orders it. */
export type SortBy = 'date' | 'amount' | 'folio' | 'receptor';
/** The same, or, for a search with very many hits, the order of issuing. */
export type Order = SortBy | 'found';

/** Where a page ended: the row's value in the list's order (a day as AAAAMMDD, a name as its key), and its id. */
export interface Place {
  readonly order: Order;
  readonly value: number | string;
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
  Buffer.from(`${order}.${id}.${total}${exact ? '' : '+'}.${value}`, 'utf8').toString('base64url');

/** @throws AppError `bad_request` for what `encodeCursor` did not make */
export const decodeCursor = (cursor: string): Cursor => {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^(date|amount|folio|receptor|found)\.(\d{1,16})\.(\d{1,16})(\+?)\.(.*)$/s.exec(text);
  const [, order, id, total, more, value = ''] = match ?? [];
  if (!match || (order !== 'receptor' && !/^-?\d{1,16}$/.test(value)))
    throw appError('bad_request', { field: 'cursor' });
  return {
    order: order as Order,
    value: order === 'receptor' ? value : Number(value),
    id: Number(id),
    total: Number(total),
    exact: more === '',
  };
};

/** `AAAA-MM-DD` as the number AAAAMMDD, and back. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
export const dayOf = (number: number): string => {
  const text = String(number).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
};
