import { formatRut, type Rut } from '../../shared/domain/rut.ts';
import { formatNumber } from '../../shared/format/money.ts';

/** Without accents and in lower case: `Ñuñoa Ltda.` and `nunoa ltda.` meet. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

export interface Searchable {
  readonly folio: number;
  readonly receptorRut: Rut;
  readonly receptorName: string;
  readonly total: number;
}

/** What a search looks through: folio, RUT (kept, with dots, and bare), receptor, total (with dots and without). */
export const searchText = ({ folio, receptorRut, receptorName, total }: Searchable): string =>
  fold(
    [
      folio,
      receptorRut,
      formatRut(receptorRut),
      receptorRut.replace('-', ''),
      receptorName,
      total,
      formatNumber(total),
    ].join(' '),
  );

/** The words of a query; more than eight narrow nothing down. */
const words = (query: string): readonly string[] =>
  fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8);

/** What the index of trigrams can look up. */
const isIndexed = (word: string): boolean => [...word].length >= 3;

/**
 * One LIKE pattern for each word of a query, with LIKE's own wildcards escaped by `\`: all must be found.
 * @param shortOnly only those that the index can't look up
 */
export const likePatterns = (query: string, shortOnly = false): readonly string[] =>
  words(query)
    .filter((word) => !shortOnly || !isIndexed(word))
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** The query in FTS5's own words: each a quoted string, so that none of its operators can be meant. Null without a long word. */
export const matchExpression = (query: string): string | null => {
  const long = words(query).filter(isIndexed);
  return long.length === 0 ? null : long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ');
};
