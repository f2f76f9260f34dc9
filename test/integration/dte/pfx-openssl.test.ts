import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCertificate, serialiseCertificate } from '../../../main/dte/certificate.ts';
import { AppError } from '../../../shared/domain/errors.ts';
import { HOLDER, throwaway } from '../../support/certificates.ts';
import { run, scratch } from './tools.ts';

/** Files as other programs write them, made by the openssl command: RFC 7292's old schemes and today's. */
const FLAVOURS: readonly (readonly [string, readonly string[]])[] = [
  [
    'RC2-40 for both',
    ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
  ],
  ['RC2-40 and 3DES, as Windows does', ['-legacy']],
  ['3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ['AES-256 with SHA-256, as OpenSSL 3 does', []],
  ['AES-128', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']],
  ['AES-256 and a MAC of SHA-512', ['-macalg', 'sha512']],
  ['100 000 iterations, as Java does', ['-iter', '100000']],
  ['no encryption at all', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
  ['no MAC', ['-nomac']],
];
const PASSWORDS = ['ñandú', 'secreta', 'con espacio y $igno'];

const files = scratch();
afterAll(files.remove);

const exportPfx = (name: string, password: string, args: readonly string[]): Buffer => {
  const file = files.path(name);
  const made = run('openssl', [
    'pkcs12',
    '-export',
    '-in',
    files.path('identity.pem'),
    '-out',
    file,
    '-passout',
    `pass:${password}`,
    ...args,
  ]);
  if (made.code !== 0) throw new Error(made.output);
  return readFileSync(file);
};
const codeOf = (file: Buffer, password: string): string => {
  try {
    openCertificate(file, password);
  } catch (error) {
    return error instanceof AppError ? error.value.code : String(error);
  }
  return 'opened';
};

beforeAll(() => {
  files.write('identity.pem', serialiseCertificate(throwaway().certificate));
});

describe.each(FLAVOURS)('a PKCS#12 file of openssl with %s', (flavour, args) => {
  it.each(PASSWORDS)('and the password %j, opens with it and with no other', (password) => {
    const file = exportPfx(`${flavour.length}${password.length}.pfx`, password, args);
    const opened = openCertificate(file, password);
    expect(opened).toMatchObject({ rut: HOLDER, name: 'José Ñandú Pérez' });
    expect(opened.key.equals(throwaway().certificate.key)).toBe(true);
    expect(codeOf(file, `${password}x`)).toBe('pfx_wrong_password');
    expect(codeOf(file.subarray(0, file.length - 20), password)).toBe('pfx_unreadable');
  });
});

describe('a PKCS#12 file that would take too long', () => {
  it.each([
    ['in its MAC', ['-iter', '2000000', '-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['in PBKDF2', ['-iter', '6000000', '-nomac']],
    [
      'in the old derivation',
      ['-iter', '2000000', '-nomac', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES'],
    ],
  ])('%s, is refused before the work is done', (name, args) => {
    const file = exportPfx(`costly-${name.length}.pfx`, 'x', args);
    const start = performance.now();
    expect(codeOf(file, 'x')).toBe('pfx_too_costly');
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('the file of a throwaway certificate', () => {
  it('with an ñ in its password, opens in openssl', () => {
    const file = files.write('own.pfx', throwaway().pfx('ñandú'));
    const read = run('openssl', ['pkcs12', '-in', file, '-passin', 'pass:ñandú', '-nodes']);
    expect(read.code).toBe(0);
    expect(read.output).toContain('BEGIN PRIVATE KEY');
    expect(read.output).toContain('BEGIN CERTIFICATE');
  });
});
