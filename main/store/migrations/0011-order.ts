import type { Migration } from './migration.ts';

/** Letters that stand with another one in es-CL. DTEs are Latin-1, which has no more of them (Formato DTE, encoding). */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'ÁÀÂÄÃÅáàâäãå',
  c: 'Çç',
  e: 'ÉÈÊËéèêë',
  i: 'ÍÌÎÏíìîï',
  // After every n, as a tilde comes after every letter.
  'n~': 'Ññ',
  o: 'ÓÒÔÖÕóòôöõ',
  u: 'ÚÙÛÜúùûü',
};
/** Names that are the same so far stand in the order of issuing; a cursor carries the key. */
const KEY_LENGTH = 60;

/**
 * A receptor's name as es-CL orders it, as SQL of a row of `document`: accents and case folded, ñ after n.
 *
 * Made of built-in deterministic functions, so that the index is right whatever program opens the file. An index on the expression,
 * and no generated column: SQLite reads an expression out of its index, but goes to the row for a generated column.
 */
export const NAME_KEY: string = `substr(lower(${Object.entries(LETTERS)
  .flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain] as const))
  .reduce(
    (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
    'receptor_name',
  )}), 1, ${KEY_LENGTH})`;

/**
 * Lists by folio and by receptor. The indexes by amount, folio and name have the receptor too: one receptor's documents are found in
 * them in their order. Nothing reads `document_day` since there are tallies.
 */
export const migration: Migration = {
  version: 11,
  name: 'order',
  sql: `
    DROP INDEX document_day;
    DROP INDEX document_by_amount;
    CREATE INDEX document_by_amount ON document (company_id, total, id, issued_on, type, sii_state, integrity, receptor_rut);
    CREATE INDEX document_by_folio ON document (company_id, folio, id, issued_on, type, sii_state, integrity, total, receptor_rut);
    CREATE INDEX document_by_name
      ON document (company_id, ${NAME_KEY}, id, issued_on, type, sii_state, integrity, total, receptor_rut);
  `,
};
