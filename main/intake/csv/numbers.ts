/**
 * Numbers as people and spreadsheets of Chile write them: `1234,5`, `1.234,50`, `1234.5`, `$1.990`. One mark followed by three
 * digits (`1.250`) can be read in two ways; what else the file holds decides, and where nothing does the cell is an error rather
 * than a guess, because it is an amount on a tax document.
 */

/** Which mark the file is known to use for decimals. */
export interface DecimalMarks {
  readonly comma: boolean;
  readonly point: boolean;
}

type Mark = ',' | '.';

type Shape =
  | { readonly kind: 'plain'; readonly value: string }
  | { readonly kind: 'decimal'; readonly value: string; readonly mark: Mark }
  | { readonly kind: 'either'; readonly whole: string; readonly rest: string; readonly mark: Mark }
  | { readonly kind: 'none' };

const GROUPS = /^[+-]?\d{1,3}(?:[.,]\d{3})+$/;
/** No number of a document is longer. */
const MAX_LENGTH = 40;

const bare = (text: string): string => text.replace(/[\s\u00a0$%]/g, '').replace(/^(CLP)/i, '');

const shapeOf = (text: string): Shape => {
  const number = bare(text);
  if (number.length > MAX_LENGTH || !/^[+-]?[\d.,]*\d[\d.,]*$/.test(number)) return { kind: 'none' };
  const marks = number.replace(/[^.,]/g, '');
  if (marks === '') return { kind: 'plain', value: number };
  const mark = marks.at(-1) as Mark;
  const [whole = '', rest = ''] = [
    number.slice(0, number.lastIndexOf(mark)),
    number.slice(number.lastIndexOf(mark) + 1),
  ];
  const other: Mark = mark === ',' ? '.' : ',';
  if (marks.length === 1) {
    const three = /^[+-]?[1-9]\d{0,2}$/.test(whole) && rest.length === 3;
    if (three) return { kind: 'either', whole, rest, mark };
    if (rest === '') return { kind: 'none' };
    return {
      kind: 'decimal',
      value: `${whole === '' || /^[+-]$/.test(whole) ? `${whole}0` : whole}.${rest}`,
      mark,
    };
  }
  const alike = !marks.slice(0, -1).includes(mark);
  // 1.234,50: groups of three, then the other mark. 1.234.567: groups alone.
  if (alike && GROUPS.test(whole) && !whole.includes(mark) && rest !== '')
    return { kind: 'decimal', value: `${whole.replaceAll(other, '')}.${rest}`, mark };
  if (!marks.includes(other) && GROUPS.test(number))
    return { kind: 'plain', value: number.replaceAll(mark, '') };
  return { kind: 'none' };
};

/** What the numbers of a file, taken together, say about its decimal mark. */
export const decimalMarks = (texts: Iterable<string>): DecimalMarks => {
  let comma = false;
  let point = false;
  for (const text of texts) {
    const shape = shapeOf(text);
    if (shape.kind !== 'decimal') continue;
    if (shape.mark === ',') comma = true;
    else point = true;
  }
  return { comma, point };
};

export type ReadNumber =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: 'not_a_number' | 'ambiguous_number' };

/**
 * One number as a draft takes it: digits with a decimal point.
 * @param pesos whether a point before three digits is the Chilean thousand where nothing speaks against it: nobody sells at a price
 *   of 1.99 pesos
 */
export const readNumber = (text: string, marks: DecimalMarks, pesos: boolean): ReadNumber => {
  const shape = shapeOf(text);
  switch (shape.kind) {
    case 'none':
      return { ok: false, code: 'not_a_number' };
    case 'plain':
    case 'decimal':
      return { ok: true, value: shape.value };
    case 'either': {
      const { whole, rest, mark } = shape;
      const [own, other] = mark === ',' ? [marks.comma, marks.point] : [marks.point, marks.comma];
      if (own && !other) return { ok: true, value: `${whole}.${rest}` };
      const thousands = (other && !own) || (pesos && mark === '.' && !own);
      return thousands ? { ok: true, value: `${whole}${rest}` } : { ok: false, code: 'ambiguous_number' };
    }
  }
};
