import { describe, expect, it } from 'vitest';
import { toDteFile } from '../../../main/dte/engine.ts';
import type { Verdict } from '../../../main/dte/types.ts';
import { extractDtes, verifyDte, verifyFile } from '../../../main/dte/verify.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { cafFile, factura, PRACTICE, signed, wrapped } from '../../support/certificates.ts';

const HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n';
const SII = 'xmlns="http://www.sii.cl/SiiDte"';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const dteText = (folio = 7): string => signed(factura(folio)).bytes.toString('latin1');
const verify = (text: string): readonly Verdict[] => verifyFile('f.xml', latin1(text), PRACTICE);
const of = (kind: Verdict['kind'], verdicts: readonly Verdict[]): Verdict => {
  const [first] = verdicts.filter((each) => each.kind === kind);
  if (!first) throw new Error(`no ${kind}`);
  return first;
};
const why = (text: string | Buffer): unknown => {
  try {
    verifyFile('f.xml', Buffer.isBuffer(text) ? text : latin1(text), PRACTICE);
  } catch (error) {
    return error instanceof AppError ? (error.value.params?.why ?? error.value.code) : error;
  }
  return 'verified';
};

describe('verifyFile, of namespaces lost or gained on the way', () => {
  it.each([
    ['as they were', `<DTE ${SII} ${XSI} `, 'as-is'],
    ['all lost', '<DTE ', 'xmlns+xsi'],
    ['xsi lost', `<DTE ${SII} `, 'xmlns+xsi'],
    ['one gained', `<DTE ${SII} ${XSI} xmlns:x="urn:x" `, 'xmlns+xsi'],
    ['in another order', `<DTE ${XSI} ${SII} `, 'as-is'],
  ])('%s, is good in the context %3$s', (_, tag, context) => {
    const text = HEAD + dteText().replace(`<DTE ${SII} ${XSI} `, tag);
    expect(of('dte', verify(text))).toMatchObject({ ok: true, reason: '', context });
  });
});

describe('verifyFile, of other encodings and line ends', () => {
  it('in UTF-8 that says so, is good: the stamp counts in Latin-1', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n${dteText()}`;
    const verdicts = verifyFile('f.xml', Buffer.from(`\ufeff${text}`, 'utf8'), PRACTICE);
    expect(verdicts.filter((each) => !each.ok)).toEqual([]);
  });

  it('in windows-1252 with CRLF, is good', () => {
    const text = `<?xml version='1.0' encoding='windows-1252'?>\n${dteText()}`.replaceAll('\n', '\r\n');
    expect(verify(text).filter((each) => !each.ok)).toEqual([]);
  });

  it('in an encoding that is not known, cannot be used', () => {
    expect(why(`<?xml version="1.0" encoding="EBCDIC"?><DTE/>`)).toContain('encoding');
    expect(
      why(Buffer.concat([latin1('<?xml version="1.0" encoding="UTF-8"?><DTE>'), Buffer.from([0xff])])),
    ).toContain('encoding');
  });
});

describe('verifyFile, of signature wrapping', () => {
  const dte = dteText();
  const documento = /<Documento ID="F7T33">.*<\/Documento>\n/s.exec(dte)?.[0] ?? '';
  const signature = /<Signature .*<\/Signature>\n/s.exec(dte)?.[0] ?? '';
  const tag = `<DTE ${SII} ${XSI} version="1.0">\n`;
  const forged = documento.replace('F7T33', 'F8T33').replaceAll('1190', '9');

  it.each([
    ['a forged document before the signed one', `${tag}${forged}${documento}${signature}</DTE>`],
    ['a forged document after it', `${tag}${documento}${forged}${signature}</DTE>`],
    [
      'the signed one hidden in the forged one',
      `${tag}${forged.replace('<Encabezado>', `<X>${documento}</X><Encabezado>`)}${signature}</DTE>`,
    ],
    [
      'the signed one hidden in an Object',
      `${tag}${forged}${signature.replace('</Signature>', `<Object>${documento}</Object></Signature>`)}</DTE>`,
    ],
    [
      'both under one ID',
      `${tag}${forged.replace('F8T33', 'F7T33').replace('<Encabezado>', `<X>${documento}</X><Encabezado>`)}${signature}</DTE>`,
    ],
    ['the reference empty', dte.replace('URI="#F7T33"', 'URI=""')],
    ['two signatures', dte.replace('</Signature>', `</Signature>${signature.trim()}`)],
    ['two references', dte.replace(/(<Reference .*<\/Reference>)/s, '$1$1')],
    ['another ID on the document', dte.replace('ID="F7T33"', 'ID="F8T33"')],
    ['a text beside the document', dte.replace('</Documento>', '</Documento>hola')],
    ['an amount in a processing instruction', dte.replace('<MntTotal>1190<', '<MntTotal><?x 1190?><')],
  ])('with %s, is not good', (_, text) => {
    expect(verifyDte(latin1(text), PRACTICE).every((each) => each.ok)).toBe(false);
    expect(
      verifyDte(latin1(text), PRACTICE)
        .filter((each) => each.kind === 'dte')
        .every((each) => each.ok),
    ).toBe(false);
  });

  it('with the signed set hidden beside a forged one in an envelope, is not good', () => {
    const envelope = wrapped().toString('latin1');
    const set = /<SetDTE .*<\/SetDTE>\n/s.exec(envelope)?.[0] ?? '';
    const forgedSet = set.replace('SetDoc', 'Otro').replace('60803000-K', '76192083-9');
    expect(of('envelope', verify(envelope.replace(set, forgedSet + set))).ok).toBe(false);
    expect(
      of(
        'envelope',
        verify(
          envelope
            .replace('</Signature>\n</EnvioDTE>', `<Object>${set}</Object></Signature>\n</EnvioDTE>`)
            .replace(set, forgedSet),
        ),
      ).ok,
    ).toBe(false);
  });

  it('with one ID for two documents in an envelope, is not good', () => {
    const envelope = wrapped(signed(), signed(factura(8))).toString('latin1');
    const verdict = of('envelope', verify(envelope.replaceAll('F8T33', 'F7T33')));
    expect(verdict.ok).toBe(false);
  });

  it('with a document taken out of, or put into a signed envelope, is not good', () => {
    const envelope = wrapped(signed(), signed(factura(8))).toString('latin1');
    const verdict = of('envelope', verify(envelope.replace(`${dteText(8)}\n`, '')));
    expect(verdict).toMatchObject({
      ok: false,
      reason: 'the digest differs: the content is not what was signed',
    });
    expect(
      of(
        'envelope',
        verify(
          wrapped()
            .toString('latin1')
            .replace('</SetDTE>', `${dteText(8)}</SetDTE>`),
        ),
      ).ok,
    ).toBe(false);
  });
});

describe('verifyFile, of certificates and profile', () => {
  const change = (from: string | RegExp, to: string): Verdict =>
    of('dte', verify(HEAD + dteText().replace(from, to)));

  it.each([
    ['no certificate', /<X509Data>.*<\/X509Data>\n/s, '', 'only the certificate fails: there is none'],
    [
      'a certificate that is no base64',
      /<X509Certificate>\n/,
      '<X509Certificate>\n%%%%',
      'only the certificate fails: it is not base64',
    ],
    [
      'a certificate cut short',
      /(<X509Certificate>\n.{76})[^<]*/,
      '$1',
      'only the certificate fails: it is unreadable',
    ],
    ['no KeyValue', /<KeyValue>.*<\/KeyValue>\n/s, '', 'KeyValue'],
    ['another key in KeyValue', /<Modulus>\n..../, '<Modulus>\nAAAA', 'SignatureValue does not verify'],
    [
      'another SignatureValue',
      /<SignatureValue>\n..../,
      '<SignatureValue>\nAAAA',
      'SignatureValue does not verify',
    ],
    ['SHA-256 instead', '#sha1', '#sha256', 'digest method'],
    [
      'exclusive C14N instead',
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'canonical form',
    ],
    ['an amount changed', '>1190<', '>1191<', 'digest differs'],
    ['no signature', /<Signature .*<\/Signature>\n/s, '', 'no signature'],
  ])('with %s, says so', (_, from, to, reason) => {
    const verdict = change(from, to);
    expect(verdict.ok).toBe(false);
    expect(verdict.reason).toContain(reason);
  });
});

describe('verifyFile, of stamps', () => {
  const stampOf = (from: string | RegExp, to: string): Verdict =>
    of('ted', verify(HEAD + dteText().replace(from, to)));

  it('of another document by the same company, is not good although it verifies', () => {
    const other = /<TED .*<\/TED>/.exec(dteText(8))?.[0] ?? '';
    expect(stampOf(/<TED .*<\/TED>/, other)).toMatchObject({ ok: false, reason: 'F is not the document’s' });
  });
  it('with a changed amount, is not good', () => {
    expect(stampOf('<MNT>1190<', '<MNT>1<').reason).toContain('FRMT does not verify');
  });
  it('with line breaks between its tags, is good all the same', () => {
    expect(
      stampOf(/<TED .*<\/TED>/, (/<TED .*<\/TED>/.exec(dteText())?.[0] ?? '').replaceAll('><', '>\n  <')),
    ).toMatchObject({ ok: true });
  });
  it('of a CAF of nobody known, is good, and the CAF is not', () => {
    const verdicts = verifyFile('f.xml', toDteFile(signed()));
    expect(of('ted', verdicts).ok).toBe(true);
    expect(of('caf', verdicts)).toMatchObject({
      ok: false,
      id: 'T33 1-100 IDK 999',
      reason: 'IDK 999 is of nobody known',
    });
  });
  it('of a CAF file, is one verdict', () => {
    expect(verifyFile('caf.xml', cafFile(61), PRACTICE)).toEqual([
      { file: 'caf.xml', kind: 'caf', id: 'T61 1-100 IDK 999', ok: true, reason: '', context: '' },
    ]);
  });
});

describe('verifyFile, of files that cannot be used', () => {
  it.each([
    ['', 'no element'],
    ['hola', 'text outside'],
    ['<a/>', 'no document, stamp or CAF in it'],
    ['<!DOCTYPE a><DTE/>', 'document type declaration'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><DTE>&x;</DTE>', 'document type declaration'],
    ['<DTE>&x;</DTE>', 'entity'],
    ['<DTE a="&x;"/>', 'entity'],
    ['<DTE>', 'not closed'],
    ['<DTE></dte>', 'end tag without its start'],
    ['<DTE/><DTE/>', 'more than one root'],
    ['<DTE a="1" a="2"/>', 'twice'],
    ['<DTE>\u0001</DTE>', 'character'],
    [`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'too deep'],
  ])('of %j, says why', (text, reason) => {
    expect(why(text)).toContain(reason);
  });

  it('over 32 MB, is refused before it is read', () => {
    expect(why(Buffer.alloc(32 * 1024 * 1024 + 1))).toBe('file_too_large');
  });
});

describe('verifyDte', () => {
  it('of letters that are UTF-8 by accident, reads Latin-1', () => {
    const { content, ...rest } = factura();
    const dte = signed({
      ...rest,
      content: { ...content, Detalle: [{ NroLinDet: 1, NmbItem: 'Ã±', MontoItem: 1000 }] },
    });
    expect(verifyDte(dte.bytes, PRACTICE).map((each) => each.ok)).toEqual([true, true, true]);
  });

  it.each(['', '<DTE', 'hola', '<!DOCTYPE a><DTE/>'])(
    'of %j, is one negative verdict, not an exception',
    (text) => {
      expect(verifyDte(latin1(text))).toMatchObject([{ kind: 'dte', ok: false }]);
    },
  );

  it('of a document without its stamp, or of two, is not good', () => {
    const bare = dteText().replace(/<TED .*<\/TED>\n/, '');
    expect(verifyDte(latin1(bare), PRACTICE)[0]).toMatchObject({ ok: false });
    expect(verifyDte(latin1(`<x>${dteText()}${dteText(8)}</x>`), PRACTICE)[0]).toMatchObject({ ok: false });
  });
});

describe('extractDtes', () => {
  it('of an envelope with CRLF, comments and a CDATA that looks like an end, cuts byte for byte', () => {
    const odd = '<DTE version="1.0">\r\n<!-- </DTE> --><a><![CDATA[</DTE>]]></a>\u00ff</DTE>';
    const [cut, ...more] = extractDtes(latin1(`\u00ef\u00bb\u00bf<E>\r\n${odd}\r\n</E>`));
    expect(cut?.toString('latin1')).toBe(odd);
    expect(more).toEqual([]);
  });
});
