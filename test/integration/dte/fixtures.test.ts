import { createPublicKey, X509Certificate } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCaf } from '../../../main/dte/caf.ts';
import { SII_CAF_ISSUERS } from '../../../main/dte/caf-issuers.ts';
import { rsaPublicPart, sameRsaKey } from '../../../main/dte/rsa.ts';
import { verifyFile } from '../../../main/dte/verify.ts';
import { readX509 } from '../../../main/dte/x509.ts';
import { readShared, SHARED } from './tools.ts';

/** `kind ok context`, and what the reason must say; one row per signature, stamp and CAF. From EXPECTED.md. */
const GOOD_STAMP = [
  ['ted true ', ''],
  ['caf true ', ''],
] as const;
const EXPECTED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'DTE--60910000-1--33--2336600.xml': [['dte true as-is', ''], ...GOOD_STAMP],
  'DTE--60910000-1--33--2336600--cleaned.xml': [['dte true none', ''], ...GOOD_STAMP],
  'DTE--76354771-K--33--170.xml': [['dte true xmlns', ''], ...GOOD_STAMP],
  'DTE--76354771-K--33--170--cleaned.xml': [['dte true as-is', ''], ...GOOD_STAMP],
  'DTE--76354771-K--33--170--cleaned-mod-changed-monto.xml': [
    ['dte false xmlns+xsi', 'the digest differs'],
    ['ted false ', 'FRMT does not verify'],
    ['caf true ', ''],
  ],
  'DTE--76354771-K--33--170--cleaned-mod-replaced-cert.xml': [
    ['dte false xmlns+xsi', 'SignatureValue does not verify'],
    ...GOOD_STAMP,
  ],
  'DTE--76354771-K--33--170--cleaned-mod-bad-cert.xml': [
    ['dte false as-is', 'only the certificate fails: it is unreadable or cut short'],
    ...GOOD_STAMP,
  ],
  'DTE--76354771-K--33--170--cleaned-mod-bad-cert-no-base64.xml': [
    ['dte false as-is', 'only the certificate fails: it is not base64'],
    ...GOOD_STAMP,
  ],
  'DTE--76354771-K--33--170--cleaned-mod-empty-emails.xml': [
    ['dte false xmlns+xsi', 'the digest differs'],
    ...GOOD_STAMP,
  ],
  'DTE--76354771-K--33--170--cleaned-mod-removed-signature.xml': [
    ['dte false as-is', 'no signature'],
    ...GOOD_STAMP,
  ],
  'F60T33-official-sample.xml': [
    ['envelope false as-is', 'only the certificate fails: it is of another key than KeyValue'],
    ['dte false none', 'only the certificate fails: it is of another key than KeyValue'],
    ...GOOD_STAMP,
  ],
};

let documents = 0;
let cafs = 0;
afterAll(() => {
  console.log(
    `../shared/sii/fixtures: verdicts of ${documents} of 11 documents, ${cafs} of 3 CAFs looked at`,
  );
});

describe('real documents of ../shared, whose verdicts are known', () => {
  const names = readdirSync(join(SHARED, 'fixtures/dte')).filter((name) => name.endsWith('.xml'));

  it('are the eleven of EXPECTED.md', () => {
    expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(names).toHaveLength(11);
  });

  it.each(names)('%s, gets its verdict', (name) => {
    const verdicts = verifyFile(name, readShared('fixtures/dte', name));
    documents++;
    const rows = EXPECTED[name] ?? [];
    expect(verdicts.map(({ kind, ok, context }) => `${kind} ${ok} ${context}`)).toEqual(
      rows.map(([row]) => row),
    );
    for (const [index, [, reason]] of rows.entries()) {
      const said = verdicts[index]?.reason ?? '';
      expect(reason === '' ? said === '' : said.startsWith(reason), said).toBe(true);
    }
  });
});

describe('real CAFs of ../shared', () => {
  const names = readdirSync(join(SHARED, 'fixtures/caf'));

  it('are three', () => {
    expect(names).toHaveLength(3);
  });

  it.each(names)('%s, bears a good signature of the SII', (name) => {
    cafs++;
    expect(verifyFile(name, readShared('fixtures/caf', name))).toMatchObject([
      { kind: 'caf', ok: true, reason: '' },
    ]);
  });

  it.each(names)('%s with any digit of its data changed, does not', (name) => {
    const text = readShared('fixtures/caf', name).toString('latin1');
    const [from, to] = [text.indexOf('<DA>'), text.indexOf('</DA>')];
    let changed = 0;
    for (let index = from; index < to; index++) {
      const digit = text[index] ?? '';
      if (!/\d/.test(digit)) continue;
      const other = `${text.slice(0, index)}${(Number(digit) + 1) % 10}${text.slice(index + 1)}`;
      const [verdict] = verifyFile(name, Buffer.from(other, 'latin1'));
      expect(verdict?.ok, `digit at ${index}`).toBe(false);
      changed++;
    }
    expect(changed).toBeGreaterThan(20);
  });

  it.each(names)('%s, whose key was taken out, does not open', (name) => {
    expect(() => parseCaf(readShared('fixtures/caf', name))).toThrow('caf_key_mismatch');
  });
});

describe('keys of the SII in the product', () => {
  it.each([100, 300])('of IDK %i, are those of its certificate', (idk) => {
    const der = readShared('fixtures/sii-certs', `${idk}.cer`);
    const built = SII_CAF_ISSUERS.get(idk);
    const key = readX509(toDer(der)).key;
    expect(built && key && sameRsaKey(built, key)).toBe(true);
    const { publicKey } = new X509Certificate(der);
    expect(
      built &&
        sameRsaKey(built, rsaPublicPart(createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })))),
    ).toBe(true);
  });
});

const toDer = (file: Buffer): Buffer => {
  const pem = /-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(file.toString('latin1'))?.[1];
  return pem === undefined ? file : Buffer.from(pem, 'base64');
};
