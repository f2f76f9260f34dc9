import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../main/store/lists/words.ts';
import { decodeCursor, encodeCursor, pageLimit, toPage } from '../../../main/store/page.ts';
import { fold, likePattern, searchText, searchWords } from '../../../main/store/search.ts';

describe('search', () => {
  test.each([
    ['  Ñuñoa   ÁÉÍÓÚ ', 'nunoa aeiou'],
    ['Cigüeña & Cía.', 'ciguena & cia.'],
    ['', ''],
  ])('"%s" / fold / "%s"', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('a document / searchText / has its RUT and its total in every way they are typed', () => {
    const text = searchText({
      folio: 7,
      receptorRut: '76192083-K',
      receptorName: 'Peñalolén',
      total: 1_234_567,
    });
    for (const part of ['7', '76192083-k', '76.192.083-k', '76192083k', 'penalolen', '1234567', '1.234.567'])
      expect(text).toContain(part);
  });

  test('wildcards of LIKE / patterns / are escaped, one pattern for each word', () => {
    expect(searchWords(' 100%  a_b c\\d ').map(likePattern)).toEqual(['%100\\%%', '%a\\_b%', '%c\\\\d%']);
    expect(searchWords('  ')).toEqual([]);
    expect(searchWords('a b c d e f g h i j')).toHaveLength(8);
  });
});

describe('the indexes of words', () => {
  const matches = (query: string) => wordsOf(query).terms.map(({ table, match }) => [table, match]);
  test.each([
    ['Ñuñoa', [['document_search', '"nunoa"']]],
    ['cliente 7', [['document_search', '"cliente"']]],
    ['di "con" OR', [['document_search', '"""con"""']]],
    [
      'NEAR(a b) col:x',
      [
        ['document_search', '"near(a"'],
        ['document_search', '"col:x"'],
      ],
    ],
    [
      'ab 7',
      [
        ['document_search_words', '"ab" *'],
        ['document_search_words', '"7" *'],
      ],
    ],
    ['"a', [['document_search_words', '"a" *']]],
    ['%', []],
    ['', []],
  ])('%s / terms / %j', (query, terms) => {
    expect(matches(query)).toEqual(terms);
  });

  test('words of one and two characters beside a long one, and signs / patterns / those alone', () => {
    expect(wordsOf('cliente a% 7').patterns).toEqual(['%a\\%%', '%7%']);
    expect(wordsOf('a% _').patterns).toEqual(['%\\_%']);
  });
});

describe('pages', () => {
  test('a key / encoded and decoded / is the same', () => {
    for (const key of [
      [0, 1],
      [1_782_921_600_000, 42],
      [-1, 7],
    ] as const)
      expect(decodeCursor(encodeCursor(key))).toEqual(key);
  });

  test('limits / pageLimit / are kept within bounds', () => {
    expect([pageLimit(undefined), pageLimit(1), pageLimit(200), pageLimit(201)]).toEqual([50, 1, 200, 200]);
  });

  test('one row more than asked for / toPage / there is a next page, from the last row shown', () => {
    const page = toPage([3, 2, 1], 2, 3, (row) => [row, row]);
    expect(page).toEqual({ rows: [3, 2], next: encodeCursor([2, 2]), total: 3, exact: true });
    expect(toPage([3, 2], 2, 2, (row) => [row, row]).next).toBeNull();
    expect(toPage<number>([], 2, 0, (row) => [row, row])).toEqual({
      rows: [],
      next: null,
      total: 0,
      exact: true,
    });
  });
});
