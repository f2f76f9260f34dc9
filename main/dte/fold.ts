/** Letters of Latin-1 that have no plain letter inside: Unicode's decomposition leaves them whole. */
const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  '×': 'x',
  '°': 'o',
  '\u2044': '/',
  '\u03bc': 'u',
};

/**
 * Plain ASCII for the stamp's two texts. The SII's reader of printed stamps loses bytes above 127 (`Cajón` comes back
 * as `Cajnn`) and then finds the stamp's signature bad (PROTOCOL.md 7.1). Quotes become spaces: sources disagree on
 * whether the stamp must escape them, and without any there is nothing to disagree on. Line breaks become spaces, as
 * the stamp is one line. The body of the document keeps every letter as it was typed.
 */
export const foldToAscii = (text: string): string =>
  [...text.normalize('NFKD')]
    .map((letter) => SPELT[letter] ?? letter)
    .join('')
    .replace(/["'\s]/g, ' ')
    .replace(/[^\u0020-\u007e]/g, '')
    .replace(/ +/g, ' ')
    .trim();
