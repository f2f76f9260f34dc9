import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

/** Licences that ask for no more than to be named. Anything else (copyleft, unknown, none) is a decision for a person. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'OFL-1.1',
]);

/**
 * Of `A OR B` one has to be allowed, of `A AND B` both.
 * @param {string} expression SPDX, without WITH
 */
export const isAllowed = (expression) =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => ALLOWED.has(each.trim())));

/**
 * docs/licences.md.
 * @param {readonly Shipped[]} packages
 */
export const licencePage = (packages) =>
  [
    '# Licences of what is shipped',
    '',
    'Written by `npm run licences` out of package-lock.json; a test fails when it is not up to date, or when a licence is not one',
    'of those that ask for no more than to be named. Their full texts are in `licencias.txt` beside the application, those of',
    'Chromium in the `LICENSES.chromium.html` that Electron brings.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * The texts themselves, for the package.
 * @param {readonly Shipped[]} packages
 */
export const licenceTexts = (packages) =>
  packages
    .map(({ path, name, version, licence }) => {
      const folder = join(ROOT, path);
      const files = existsSync(folder) ? readdirSync(folder).filter((file) => LICENCE_FILE.test(file)) : [];
      const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
      return [`${name} ${version} (${licence})`, '', ...texts, ''].join('\n');
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
