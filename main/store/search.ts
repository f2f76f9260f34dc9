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

/** One LIKE pattern for each word of a query, with LIKE's own wildcards escaped by `\`: all must be found. */
export const likePatterns = (query: string): readonly string[] =>
  fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
