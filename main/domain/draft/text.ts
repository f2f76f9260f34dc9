/**
 * Text as a document can carry it: Latin-1 (PROTOCOL.md 7). What cannot be kept is named and a substitute offered; the
 * person decides, because the text of a document is what the law reads.
 */

/** Substitutes for what word processors and phones put into texts. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '•': '·',
  '€': 'EUR',
  '™': '(TM)',
  '‹': '<',
  '›': '>',
  Œ: 'OE',
  œ: 'oe',
  Š: 'S',
  š: 's',
  Ž: 'Z',
  ž: 'z',
  Ÿ: 'Y',
  ƒ: 'f',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  ı: 'i',
  '√': 'V',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '⅓': '1/3',
  '⅔': '2/3',
};

const isLatin1 = (character: string): boolean => (character.codePointAt(0) ?? 0) <= 0xff;

/** One character as Latin-1: by the table, as a space, as its letter without accents, or not at all. */
const substitute = (character: string): string => {
  if (isLatin1(character)) return character;
  const known = SUBSTITUTES[character];
  if (known !== undefined) return known;
  if (/\p{Zs}/u.test(character)) return ' ';
  return [...character.normalize('NFKD')].filter((part) => isLatin1(part)).join('');
};

/** The text with every character that Latin-1 does not have replaced, for a person to accept or not. */
export const transliterate = (text: string): string =>
  [...text.normalize('NFC')].map(substitute).join('').replace(/ {2,}/g, ' ').trim();

/** The characters of a text that a document cannot carry, each once, in order. */
export const beyondLatin1 = (text: string): string =>
  [...new Set([...text].filter((character) => !isLatin1(character)))].join('');

/** Whether there are control characters (C0 and C1, which Latin-1 has and documents do not) or half surrogate pairs. */
export const hasControls = (text: string): boolean =>
  [...text].some((character) => {
    const point = character.codePointAt(0) ?? 0;
    return point < 0x20 || (point >= 0x7f && point <= 0x9f);
  });

export interface CleanText {
  readonly text: string;
  /** Whether line breaks or tabs became spaces. */
  readonly changed: boolean;
}

/**
 * What is normalised without asking, because it reads the same: composed letters (n and a combining tilde become ñ),
 * line breaks and tabs (one space each run), spaces at the ends. Other control characters stay, to be refused.
 */
export const cleanText = (raw: string): CleanText => {
  const composed = raw.normalize('NFC').trim();
  const text = composed.replace(/[ ]*[\t\r\n\u2028\u2029]+[ ]*/g, ' ');
  return { text, changed: text !== composed };
};
