/** Line breaks and control characters are legal in a name of a document, and break a table of lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * What a spreadsheet would run as a formula: it skips blanks before, and some read full-width and small signs (`＝`, `﹢`)
 * as the plain ones.
 */
const isFormula = (text: string): boolean => /^[\s\u200b\ufeff]*[=+\-@|%]/u.test(text.normalize('NFKC'));

/** A cell with text from outside. The apostrophe is how a spreadsheet is told that it is text. */
export const cell = (text: string): string => {
  const clean = text.replace(CONTROL, ' ');
  return isFormula(clean) ? `'${clean}` : clean;
};
