import { describe, expect, it } from 'vitest';
import { group, text } from '../../../main/domain/schema/build.ts';
import type { Element } from '../../../main/domain/schema/element.ts';
import { dec12_6, monto } from '../../../main/domain/schema/leaves.ts';
import { writeElement } from '../../../main/dte/writer.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { AppError } from '../../../shared/domain/errors.ts';

const schema: Element = group('Documento', [
  group('Head', [text('Name', 5000), monto('Total')]),
  { ...group('Line', [dec12_6('Qty'), text('What', 80)], { max: 3 }), attributes: { version: '1.0' } },
]);

const write = (content: DraftObject): string => writeElement(schema, content);
const issueOf = (content: DraftObject): unknown => {
  try {
    write(content);
  } catch (error) {
    if (error instanceof AppError) return { code: error.value.code, ...error.value.fields?.[0] };
  }
  return null;
};

describe('writeElement', () => {
  it('with keys in another order, writes the order of the table, one element a line', () => {
    const xml = write({ Line: { What: 'b', Qty: 2 }, Head: { Total: 7, Name: 'a' } });
    expect(xml).toBe(
      '<Documento>\n<Head>\n<Name>a</Name>\n<Total>7</Total>\n</Head>\n' +
        '<Line version="1.0">\n<Qty>2</Qty>\n<What>b</What>\n</Line>\n</Documento>\n',
    );
  });

  it('with nulls, empty texts and empty groups, leaves them out', () => {
    expect(write({ Head: { Name: '', Total: null }, Line: [] })).toBe('<Documento>\n</Documento>\n');
  });

  it.each([
    [0.000001, '0.000001'],
    [1e-7, '0'],
    [10.5, '10.5'],
    [100, '100'],
    [123456789.25, '123456789.25'],
    ['12.50', '12.50'],
  ])('with the number %s, writes %s: a dot, no exponent, no padding', (value, expected) => {
    expect(write({ Line: { Qty: value } })).toContain(`<Qty>${expected}</Qty>`);
  });

  it('with markup and quotes in a text, escapes what C14N escapes and nothing else', () => {
    expect(write({ Head: { Name: `<a> & "b" 'c'` } })).toContain(`<Name>&lt;a&gt; &amp; "b" 'c'</Name>`);
  });

  it.each(['€', '“', '–', '😀', '\u0085', '\u0093', '\r', '\u0000', '\u007f'])(
    'with %j, which Latin-1 does not carry safely, refuses and names field and character',
    (character) => {
      expect(issueOf({ Line: [{ What: 'ok' }, { What: `a${character}b` }] })).toMatchObject({
        code: 'not_latin1',
        path: 'Line.1.What',
        params: { character: character },
      });
    },
  );

  it('with a line over 4090 bytes, refuses, and takes one of just that length', () => {
    const room = 4090 - '<Name></Name>'.length;
    expect(issueOf({ Head: { Name: 'ñ'.repeat(room + 1) } })).toMatchObject({
      code: 'too_long',
      path: 'Head.Name',
    });
    expect(issueOf({ Head: { Name: 'ñ'.repeat(room) } })).toBeNull();
  });

  it('with a key that the table does not know, refuses instead of dropping it', () => {
    expect(issueOf({ Head: { Nombre: 'x' } })).toMatchObject({ code: 'unknown_field', path: 'Head.Nombre' });
  });

  it('with more occurrences than the table has, refuses', () => {
    const lines = [1, 2, 3, 4].map((Qty) => ({ Qty }));
    expect(issueOf({ Line: lines })).toMatchObject({ code: 'too_many', path: 'Line' });
  });

  it('with a text where a group belongs, refuses', () => {
    expect(issueOf({ Head: 'x' })).toMatchObject({ code: 'not_an_object', path: 'Head' });
  });
});
