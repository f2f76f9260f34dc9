import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/paths.mjs';
import { isAllowed, licencePage } from '../../../scripts/lib/supply/licences.mjs';
import { sbomOf } from '../../../scripts/lib/supply/sbom.mjs';
import { shippedPackages } from '../../../scripts/lib/supply/shipped.mjs';

const packages = shippedPackages();
const names = packages.map(({ name }) => name);

describe('what is shipped', () => {
  it('has main, the window and Electron in it, and no tool', () => {
    for (const name of [
      'undici',
      'better-sqlite3',
      '@xmldom/xmldom',
      'react',
      'scheduler',
      '@mantine/core',
      'electron',
    ])
      expect(names).toContain(name);
    for (const name of ['vitest', 'playwright', 'typescript', 'electron-builder', '@electron/get'])
      expect(names).not.toContain(name);
    expect(new Set(packages.map(({ path }) => path)).size).toBe(packages.length);
    console.info(`packages shipped: ${packages.length}`);
  });

  it('has no licence that asks for more than to be named, and none unknown', () => {
    expect(
      packages.filter(({ licence }) => !isAllowed(licence)).map(({ name, licence }) => `${name}: ${licence}`),
    ).toEqual([]);
  });

  it('stands in docs/licences.md as it is (npm run licences)', () => {
    expect(readFileSync(join(ROOT, 'docs', 'licences.md'), 'utf8')).toBe(licencePage(packages));
  });
});

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(BSD-3-Clause OR GPL-2.0)', true],
    ['MIT AND OFL-1.1', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-2.0-only', false],
    ['LGPL-3.0', false],
    ['MPL-2.0', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    ['', false],
  ])('%j / allowed / %s', (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed);
  });
});

describe('the bill of materials', () => {
  const product = { name: 'resguardo', version: '0.1.0' };
  const text = sbomOf(packages, product);
  const bom = JSON.parse(text) as {
    readonly bomFormat: string;
    readonly specVersion: string;
    readonly metadata: { readonly component: { readonly name: string } };
    readonly components: readonly {
      readonly 'bom-ref': string;
      readonly purl: string;
      readonly licenses: readonly unknown[];
      readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
    }[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  };

  it('is CycloneDX, with each package once, its licence and its hash', () => {
    expect([bom.bomFormat, bom.specVersion, bom.metadata.component.name]).toEqual([
      'CycloneDX',
      '1.6',
      'resguardo',
    ]);
    expect(bom.components).toHaveLength(packages.length);
    for (const { purl, licenses, hashes } of bom.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[^/]+\/)?[^/@]+@\d/);
      expect(licenses, purl).toHaveLength(1);
      expect(hashes?.[0], purl).toMatchObject({
        alg: 'SHA-512',
        content: expect.stringMatching(/^[\da-f]{128}$/),
      });
    }
  });

  it('tells who needs whom, and is the same twice', () => {
    const of = (ref: string) => bom.dependencies.find((each) => each.ref === ref)?.dependsOn ?? [];
    expect(of('resguardo')).toHaveLength(packages.length);
    expect(of('node_modules/react-dom')).toContain('node_modules/scheduler');
    expect(sbomOf(shippedPackages(), product)).toBe(text);
  });
});
