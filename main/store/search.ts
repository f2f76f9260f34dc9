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
export const searchWords = (query: string): readonly string[] =>
  fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8);

/** What LIKE finds a word with wherever it stands; its own wildcards are escaped by `\`. */
export const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** A word in FTS5's own terms for the index of trigrams: quoted, so that no operator can be meant. Null for one that has no trigram. */
export const trigramTerm = (word: string): string | null =>
  [...word].length < 3 ? null : `"${word.replaceAll('"', '""')}"`;

/** The same for the index of words, as their beginning. Null for signs, which that index has not. */
export const prefixTerm = (word: string): string | null => {
  const letters = word.replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? null : `"${letters}" *`;
};
