import { describe, expect, it } from 'vitest';
import { createDteEngine, toDteFile } from '../../../main/dte/engine.ts';
import { extractDtes, verifyDte, verifyFile } from '../../../main/dte/verify.ts';
import {
  boleta,
  CARATULA,
  cafOf,
  factura,
  PRACTICE,
  SIGNED_AT,
  signed,
  throwaway,
  wrapped,
} from '../../support/certificates.ts';

const HEAD =
  '<?xml version="1.0" encoding="ISO-8859-1"?>\n' +
  '<EnvioDTE xmlns="http://www.sii.cl/SiiDte" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xsi:schemaLocation="http://www.sii.cl/SiiDte EnvioDTE_v10.xsd" version="1.0">\n<SetDTE ID="SetDoc">\n';
const DTE_HEAD =
  '<DTE xmlns="http://www.sii.cl/SiiDte" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.0">\n' +
  '<Documento ID="F7T33">\n';

describe('sign', () => {
  it('of a factura, begins as convention C has it and bears its folio and type', () => {
    const dte = signed();
    expect(dte).toMatchObject({ id: 'F7T33', type: 33, folio: 7 });
    expect(dte.bytes.toString('latin1').startsWith(DTE_HEAD)).toBe(true);
    expect(dte.bytes.toString('latin1').endsWith('</Signature>\n</DTE>')).toBe(true);
  });

  it('of the same twice, gives the same bytes', () => {
    expect(signed().bytes.equals(signed().bytes)).toBe(true);
    expect(wrapped().equals(wrapped())).toBe(true);
  });

  it('of content in any order of keys, gives the same bytes', () => {
    const { type, folio, content } = factura();
    const reversed = Object.fromEntries(Object.entries(content).reverse());
    expect(signed({ type, folio, content: reversed }).bytes.equals(signed().bytes)).toBe(true);
  });

  it('writes Latin-1 with LF, KeyValue before the certificate, no prefix and short lines', () => {
    const text = wrapped().toString('latin1');
    expect(text).toContain('<DirOrigen>Av. Ñuñoa 1</DirOrigen>');
    expect(text).not.toMatch(/\r|ds:|standalone/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1000);
    const parts = [...text.matchAll(/<(SignedInfo|SignatureValue|KeyValue|X509Data)>/g)].map(
      (match) => match[1],
    );
    expect(parts).toEqual(Array(2).fill(['SignedInfo', 'SignatureValue', 'KeyValue', 'X509Data']).flat());
  });

  it('with a folio or a type that the CAF is not for, refuses', () => {
    expect(() => signed(factura(101))).toThrow('101');
    const { caf, key } = cafOf(39);
    expect(() => createDteEngine().sign(factura(), caf, key, throwaway().certificate, SIGNED_AT)).toThrow(
      '33',
    );
  });

  it('for another company than the CAF is of, or with another folio inside, refuses', () => {
    const { caf, key } = cafOf(33, '60803000-K');
    const { certificate } = throwaway();
    expect(() => createDteEngine().sign(factura(), caf, key, certificate, SIGNED_AT)).toThrow('60803000-K');
    expect(() => signed({ ...factura(7), folio: 8 })).toThrow('IdDoc');
  });

  it('with a time that is not local time, refuses', () => {
    const { caf, key } = cafOf(33);
    const { certificate } = throwaway();
    for (const time of ['2026-11-24T12:00:00Z', '2026-11-24', '2026-11-24T09:00:00.000']) {
      expect(() => createDteEngine().sign(factura(), caf, key, certificate, time)).toThrow('signedAt');
    }
  });
});

describe('wrap', () => {
  it('of facturas, begins letter by letter as the SII compares it', () => {
    expect(wrapped().toString('latin1').startsWith(HEAD)).toBe(true);
  });

  it('of several documents, keeps every byte of them and counts them by type', () => {
    const dtes = [signed(), signed(factura(8)), signed(factura(9))];
    const envelope = wrapped(...dtes);
    expect(envelope.toString('latin1')).toContain(
      '<SubTotDTE>\n<TpoDTE>33</TpoDTE>\n<NroDTE>3</NroDTE>\n</SubTotDTE>',
    );
    const cut = extractDtes(envelope);
    expect(cut).toHaveLength(3);
    for (const [index, dte] of dtes.entries()) expect(cut[index]?.equals(dte.bytes)).toBe(true);
    const verdicts = verifyFile('e.xml', envelope, PRACTICE);
    expect(verdicts.map((each) => each.kind)).toEqual([
      'envelope',
      ...Array(3).fill(['dte', 'ted', 'caf']).flat(),
    ]);
    expect(verdicts.filter((each) => !each.ok)).toEqual([]);
    expect(verdicts.filter((each) => each.context !== '').map((each) => each.context)).toEqual(
      Array(4).fill('as-is'),
    );
  });

  it('of boletas, makes an EnvioBOLETA', () => {
    const envelope = wrapped(signed(boleta()));
    expect(envelope.toString('latin1')).toContain('<EnvioBOLETA xmlns="http://www.sii.cl/SiiDte"');
    expect(envelope.toString('latin1')).toContain('EnvioBOLETA_v11.xsd');
    expect(verifyFile('b.xml', envelope, PRACTICE).every((each) => each.ok)).toBe(true);
  });

  it('of boletas and facturas together, of nothing, or of one ID twice, refuses', () => {
    const { certificate } = throwaway();
    const wrap = createDteEngine().wrap;
    expect(() => wrap([], CARATULA, certificate)).toThrow();
    expect(() => wrap([signed(), signed(boleta())], CARATULA, certificate)).toThrow();
    expect(() => wrap([signed(), signed()], CARATULA, certificate)).toThrow();
  });

  it('of a document that was changed since, still wraps it as it is: verification says so', () => {
    const dte = signed();
    const changed = Buffer.from(dte.bytes.toString('latin1').replace('>1190<', '>1191<'), 'latin1');
    const envelope = wrapped({ ...dte, bytes: changed });
    const bad = verifyFile('e.xml', envelope, PRACTICE).filter((each) => !each.ok);
    expect(bad.map((each) => each.kind)).toEqual(['dte', 'ted']);
  });
});

describe('toDteFile', () => {
  it('of a signed document, puts declaration and line end around its bytes', () => {
    const dte = signed();
    const file = toDteFile(dte);
    expect(file.toString('latin1')).toBe(
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n${dte.bytes.toString('latin1')}\n`,
    );
    expect(verifyFile('d.xml', file, PRACTICE).every((each) => each.ok)).toBe(true);
    expect(verifyDte(dte.bytes, PRACTICE).every((each) => each.ok)).toBe(true);
  });
});
