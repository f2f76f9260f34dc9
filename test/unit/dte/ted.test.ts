import { describe, expect, it } from 'vitest';
import { foldToAscii } from '../../../main/dte/fold.ts';
import { verifySha1 } from '../../../main/dte/rsa.ts';
import { flatten, makeTed } from '../../../main/dte/ted.ts';
import { cafOf, factura, SIGNED_AT } from '../../support/certificates.ts';

const ted = (): string => {
  const { caf, key } = cafOf(33);
  return makeTed(factura(), caf, key, SIGNED_AT);
};
const value = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1];

describe('makeTed', () => {
  it('of a factura, signs the flat DD in Latin-1 by the key of the CAF', () => {
    const xml = ted();
    const dd = /<DD>.*<\/DD>/.exec(xml)?.[0] ?? '';
    const frmt = Buffer.from(value(xml, 'FRMT') ?? '', 'base64');
    expect(frmt).toHaveLength(64);
    expect(verifySha1(Buffer.from(dd, 'latin1'), cafOf(33).caf, frmt)).toBe(true);
  });

  it('of a factura, is one flat line in the order of the schema', () => {
    const xml = ted();
    expect(xml).not.toContain('\n');
    expect(flatten(xml)).toBe(xml);
    const dd = xml.replace(/<CAF .*<\/CAF>/, '<CAF></CAF>');
    expect([...dd.matchAll(/<(\w+)/g)].map((match) => match[1])).toEqual(
      'TED DD RE TD F FE RR RSR MNT IT1 CAF TSTED FRMT'.split(' '),
    );
  });

  it('with accents, quotes and a long name, folds to ASCII first and cuts to 40 then', () => {
    const xml = ted();
    expect(value(xml, 'RSR')).toBe('Sociedad El Condor &amp; Cia &lt;Sur&gt; d Avila y');
    expect(value(xml, 'IT1')).toBe('Cajon de pinas');
  });

  it('copies the CAF with the letters that the SII signed, accents included', () => {
    expect(ted()).toContain(cafOf(33).caf.xml);
    expect(cafOf(33).caf.xml).toContain('<RS>DISEÑO &amp; CÍA LTDA</RS>');
  });

  it('without a total, refuses and names the field', () => {
    const { caf, key } = cafOf(33);
    const document = factura();
    const content = {
      ...document.content,
      Encabezado: { ...(document.content.Encabezado as object), Totales: {} },
    };
    expect(() => makeTed({ ...document, content }, caf, key, SIGNED_AT)).toThrow('draft_invalid');
  });
});

describe('foldToAscii', () => {
  it.each([
    ['Cajón ÑANDÚ', 'Cajon NANDU'],
    ['Straße', 'Strasse'],
    ['Ærø þ ð', 'AEro th d'],
    ['½ kg · 5º 20°', '1/2 kg 5o 20o'],
    ['«a» ¿b? "c"', 'a b? c'],
    ['日本', ''],
  ])('of %j, gives %j', (text, expected) => {
    expect(foldToAscii(text)).toBe(expected);
  });
});

describe('flatten', () => {
  it('with white space between tags and inside values, takes away the first alone', () => {
    expect(flatten('<a>\n\t<b> x  y </b>\r\n </a>\n')).toBe('<a><b> x  y </b></a>');
  });
});
