import { likePattern, prefixTerm, searchWords, trigramTerm } from '../search.ts';

/** One word of a query in the index that has it. */
export interface Term {
  readonly word: string;
  readonly table: 'document_search' | 'document_search_words';
  readonly match: string;
}

/** How the words of a query are looked up: in an index of words, the rest by LIKE in what that leaves. */
export interface Words {
  /** All of the same index. None for signs alone, which no index has. */
  readonly terms: readonly Term[];
  readonly patterns: readonly string[];
}

/**
 * Words of three characters and more are found anywhere, by their trigrams, and shorter ones beside them too. Where all are
 * shorter, what begins with them is found.
 */
export const wordsOf = (query: string): Words => {
  const words = searchWords(query);
  const pick = (table: Term['table'], expression: (word: string) => string | null): Words => {
    const terms: Term[] = [];
    const patterns: string[] = [];
    for (const word of words) {
      const match = expression(word);
      if (match === null) patterns.push(likePattern(word));
      else terms.push({ word, table, match });
    }
    return { terms, patterns };
  };
  const long = pick('document_search', trigramTerm);
  return long.terms.length > 0 ? long : pick('document_search_words', prefixTerm);
};

/** The same with one term looked up, and all others by LIKE. */
export const onlyTerm = (words: Words, term: Term): Words => ({
  terms: [term],
  patterns: [
    ...words.patterns,
    ...words.terms.filter((each) => each !== term).map(({ word }) => likePattern(word)),
  ],
});
