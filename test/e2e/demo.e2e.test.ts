import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractDtes } from '../../main/dte/verify.ts';
import { filesUnder } from '../../scripts/demo/files.ts';
import { projectNode, ROOT } from '../../scripts/lib/paths.mjs';
import { xmllint, xmlsec1 } from '../integration/dte/tools.ts';

const OUT = join(ROOT, 'test-results', 'demo');
const CUT = join(ROOT, 'test-results', 'demo-cut');

/** As summary.json has them. */
interface Summary {
  readonly documents: readonly {
    readonly type: number;
    readonly folio: number;
    readonly state: string;
    readonly queueState: string;
    readonly attempts: readonly { readonly at: string; readonly class: string | null }[];
    readonly sha256: Readonly<Record<'database' | 'vault' | 'export' | 'zip', string | null>>;
    readonly envelope: { readonly file: string };
  }[];
}

/** Where the demo has put what it exported: all that the SII has, and what was saved one by one. */
const FOLDERS = ['xml', 'single'].map((name) => join(OUT, name));
const xmlIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name));

describe('npm run demo', () => {
  let output = '';
  let summary: Summary;
  let dtes: readonly string[];
  let envelopes: readonly string[];

  beforeAll(async () => {
    rmSync(OUT, { recursive: true, force: true });
    const { stdout } = await promisify(execFile)(
      projectNode(),
      [join(ROOT, 'scripts', 'demo.ts'), '--out', OUT],
      { maxBuffer: 10_000_000 },
    ).catch((error: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(`the demo failed:\n${error.stdout}\n${error.stderr}`);
    });
    output = stdout;
    summary = JSON.parse(readFileSync(join(OUT, 'summary.json'), 'utf8'));
    dtes = FOLDERS.flatMap(xmlIn);
    // What is saved one by one comes without its envelope.
    envelopes = FOLDERS.map((folder) => join(folder, 'envios'))
      .filter((folder) => existsSync(folder))
      .flatMap(xmlIn);
  }, 180_000);

  it('ends with the count of its expectations, all of them met', () => {
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d{2,} expectations met, 0 not$/);
    expect(output).not.toContain('✗');
  });

  it('leaves a picture of every screen, light and dark', () => {
    const screens = readdirSync(join(OUT, 'screens'));
    const wanted = [
      'bienvenida',
      'inicio',
      'documentos',
      'formulario',
      'respaldos',
      'cola',
      'folios',
      'ajustes',
      'oscuro',
    ];
    for (const name of wanted)
      expect(
        screens.some((file) => file.includes(`-${name}`)),
        name,
      ).toBe(true);
    expect(screens.length).toBeGreaterThan(30);
  });

  it('tells of each document its state, its attempts with class and time, and its hashes', () => {
    expect(summary.documents).toHaveLength(8);
    for (const { type, folio, attempts, sha256, state } of summary.documents) {
      const name = `T${type}F${folio}`;
      expect(attempts.length, name).toBeGreaterThan(0);
      for (const { at } of attempts) expect(Number.isNaN(Date.parse(at)), name).toBe(false);
      const copies = state === 'accepted' ? Object.values(sha256) : [sha256.database, sha256.export];
      expect(new Set(copies).size, name).toBe(1);
      expect(sha256.database, name).toMatch(/^[\da-f]{64}$/);
    }
  });

  it('exports one file for each document, and one envelope for each that the SII has', () => {
    const names = summary.documents.map(({ type, folio }) => `T${type}F${folio}.xml`).sort();
    expect(dtes.map((path) => path.split('/').at(-1)).sort()).toEqual(names);
    const sent = summary.documents.filter(({ state }) => state === 'accepted');
    expect(sent.length).toBeGreaterThan(0);
    expect(envelopes).toHaveLength(sent.length);
    expect(filesUnder(join(OUT, 'zip'))).toHaveLength(1);
  });

  it('exports envelopes that fit the official EnvioDTE_v10.xsd', () => {
    expect(xmllint('EnvioDTE_v10.xsd', envelopes)).toMatchObject({ code: 0 });
  });

  it('exports documents that fit the official DTE_v10.xsd', () => {
    expect(xmllint('DTE_v10.xsd', dtes)).toMatchObject({ code: 0 });
  });

  it('exports signatures that xmlsec1 takes: alone, inside the envelope, cut out of it, and the envelope’s', () => {
    rmSync(CUT, { recursive: true, force: true });
    mkdirSync(CUT, { recursive: true });
    const cuts = envelopes.map((path, index) => {
      const [dte] = extractDtes(readFileSync(path));
      const file = join(CUT, `${index}.xml`);
      const declaration = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?>\n');
      writeFileSync(file, Buffer.concat([declaration, dte ?? Buffer.alloc(0)]));
      return file;
    });
    const runs = [
      ...dtes.map((file) => ({ mode: 'alone', file, ...xmlsec1(file, 'first') })),
      ...envelopes.map((file) => ({ mode: 'inside', file, ...xmlsec1(file, 'document') })),
      ...cuts.map((file) => ({ mode: 'cut', file, ...xmlsec1(file, 'first') })),
      ...envelopes.map((file) => ({ mode: 'envelope', file, ...xmlsec1(file, 'envelope') })),
    ];
    expect(runs).toHaveLength(dtes.length + 3 * envelopes.length);
    expect(runs.filter(({ code }) => code !== 0)).toEqual([]);
  });

  it('leaves nothing of its profile behind in its folder', () => {
    expect(readdirSync(OUT).sort()).toEqual(['screens', 'single', 'summary.json', 'xml', 'zip']);
    expect(existsSync(join(OUT, 'xml', 'indice.csv'))).toBe(true);
  });
});
