import { describe, expect, it } from 'vitest';
import { parseCaf } from '../../../main/dte/caf.ts';
import { cafExpiry, isCafExpired } from '../../../main/dte/caf-expiry.ts';
import { SII_CAF_ISSUERS, withIssuers } from '../../../main/dte/caf-issuers.ts';
import { makeCaf, makeCafIssuer } from '../../../main/dte/practice-identity.ts';
import { rsaPublicPart, sameRsaKey } from '../../../main/dte/rsa.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { COMPANY, cafFile, cafSpec, ISSUER, PRACTICE_ISSUERS } from '../../support/certificates.ts';

const codeOf = (file: Buffer, issuers = PRACTICE_ISSUERS): string => {
  try {
    parseCaf(file, issuers);
  } catch (error) {
    return error instanceof AppError ? error.value.code : String(error);
  }
  return 'opened';
};
const edited = (file: Buffer, from: string | RegExp, to: string): Buffer =>
  Buffer.from(file.toString('latin1').replace(from, to), 'latin1');

describe('parseCaf', () => {
  it('of a file as the SII writes it, reads what it says and keeps the key apart', () => {
    const { caf, key } = parseCaf(cafFile(33), PRACTICE_ISSUERS);
    expect(caf).toMatchObject({
      rut: COMPANY,
      name: 'DISEÑO & CÍA LTDA',
      type: 33,
      from: 1,
      to: 100,
      authorizedOn: '2026-11-01',
      idk: 999,
    });
    expect(caf.xml).toMatch(/^<CAF version="1.0"><DA><RE>.*<\/CAF>$/);
    expect(caf.xml).not.toContain('PRIVATE');
    expect(caf.modulus).toHaveLength(64);
    expect([...caf.exponent]).toEqual([3]);
    expect(sameRsaKey(rsaPublicPart(key), caf)).toBe(true);
  });

  it('of the same in UTF-8 that says so, reads the same', () => {
    const text = cafFile(33).toString('latin1').replace('?>', ' encoding="UTF-8"?>');
    expect(parseCaf(Buffer.from(text, 'utf8'), PRACTICE_ISSUERS).caf.name).toBe('DISEÑO & CÍA LTDA');
  });

  it('of the same with CRLF and indentation, reads the same CAF', () => {
    const windows = Buffer.from(cafFile(33).toString('latin1').replaceAll('\n', '\r\n  '), 'latin1');
    expect(parseCaf(windows, PRACTICE_ISSUERS).caf.xml).toMatch(/^<CAF version="1.0"><DA><RE>/);
  });

  it.each([
    ['a changed range', /<H>100<\/H>/, '<H>900</H>', 'caf_bad_signature'],
    ['a changed name', 'DISEÑO', 'DISENO', 'caf_bad_signature'],
    ['an IDK of nobody', '<IDK>999<', '<IDK>5<', 'caf_bad_signature'],
    ['a type that is not known', '<TD>33<', '<TD>43<', 'caf_type_unknown'],
    ['no key', /<RSASK>[^<]*<\/RSASK>/, '', 'caf_key_mismatch'],
    [
      'an unreadable key',
      /BEGIN RSA PRIVATE KEY-----\n..../,
      'BEGIN RSA PRIVATE KEY-----\nAAAA',
      'caf_key_mismatch',
    ],
    ['a wrong check digit', '<RE>76192083-9<', '<RE>76192083-1<', 'caf_unreadable'],
    ['a range upside down', '<D>1<', '<D>101<', 'caf_unreadable'],
    ['a DTD', '<AUTORIZACION>', '<!DOCTYPE a []><AUTORIZACION>', 'caf_unreadable'],
    ['no end', '</AUTORIZACION>', '', 'caf_unreadable'],
    ['another root', /AUTORIZACION/g, 'OTRA', 'caf_unreadable'],
  ])('with %s, refuses with its own code', (_, from, to, code) => {
    expect(codeOf(edited(cafFile(33), from, to))).toBe(code);
  });

  it("with another file's key, refuses with caf_key_mismatch", () => {
    const stolen = /<RSASK>[^<]*<\/RSASK>/.exec(cafFile(33).toString('latin1'))?.[0] ?? '';
    expect(codeOf(edited(cafFile(33), /<RSASK>[^<]*<\/RSASK>/, stolen))).toBe('caf_key_mismatch');
  });

  it('with a CAF of a stranger under a known IDK, refuses: also under the IDKs of the SII', () => {
    const stranger = makeCafIssuer();
    const of = (idk: number): Buffer => makeCaf({ ...cafSpec(33), idk }, stranger.privateKeyPem);
    expect(codeOf(of(999))).toBe('caf_bad_signature');
    const claimed = withIssuers({ 300: stranger.publicKeyPem, 999: stranger.publicKeyPem });
    expect(codeOf(of(999), claimed)).toBe('opened');
    expect(codeOf(of(300), claimed)).toBe('caf_bad_signature');
  });

  it('without issuers given, knows the keys of the SII alone', () => {
    expect([...SII_CAF_ISSUERS.keys()]).toEqual([100, 300]);
    expect(codeOf(cafFile(33), SII_CAF_ISSUERS)).toBe('caf_bad_signature');
  });
});

describe('cafExpiry', () => {
  it.each([33, 46, 56, 61] as const)('of type %i, is 177 days after the authorisation', (type) => {
    expect(cafExpiry({ type, authorizedOn: '2026-01-01' })).toBe('2026-06-27');
  });
  it.each([34, 39, 41, 52, 110, 111, 112] as const)('of type %i, is never', (type) => {
    expect(cafExpiry({ type, authorizedOn: '2020-01-01' })).toBeNull();
  });
  it('on its last day, is not over; a day later it is', () => {
    const caf = { type: 33, authorizedOn: '2026-01-01' } as const;
    expect(isCafExpired(caf, '2026-06-27')).toBe(false);
    expect(isCafExpired(caf, '2026-06-28')).toBe(true);
  });
});

describe('makeCaf', () => {
  it('five times, takes less than a second', () => {
    const start = performance.now();
    for (const type of [33, 39, 52, 56, 61] as const) makeCaf(cafSpec(type), ISSUER.privateKeyPem);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
