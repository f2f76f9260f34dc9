import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, SHARED, scratch, xmllint, xmlsec1 } from './tools.ts';

const files = scratch();
afterAll(files.remove);

const dte = (...args: readonly string[]): { code: number | null; json: unknown; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/dte.ts'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, json: JSON.parse(stdout), stderr };
};
const draft = join(SHARED, 'fixtures/drafts/033_001_simple.json');

describe('scripts/dte.ts as a process', () => {
  it('totals, prints JSON alone and ends with 0', () => {
    expect(dte('totals', draft)).toEqual({
      code: 0,
      json: { MntNeto: 31500, TasaIVA: 19, IVA: 5985, MntTotal: 37485 },
      stderr: '',
    });
  });

  it('build and verify, make files that it and the official tools find good', () => {
    const built = dte('build', draft, '--practice', '--out', files.path('a/b'));
    expect(built.code).toBe(0);
    const [alone = '', envelope = ''] = (built.json as { files: { file: string }[] }).files.map(
      ({ file }) => file,
    );
    expect(readFileSync(alone).toString('latin1')).toMatch(
      /^<\?xml version="1\.0" encoding="ISO-8859-1"\?>\n<DTE /,
    );
    expect(xmllint('EnvioDTE_v10.xsd', [envelope]).code).toBe(0);
    expect(xmlsec1(alone, 'first').code).toBe(0);
    const verified = dte('verify', alone, envelope);
    expect(verified.code).toBe(0);
    expect(verified.json).toHaveLength(7);
  });

  it('verify, of the sample of 2003 ends with 1 and says why on stderr', () => {
    const { code, json, stderr } = dte('verify', join(SHARED, 'fixtures/dte/F60T33-official-sample.xml'));
    expect(code).toBe(1);
    expect(json).toHaveLength(4);
    expect(stderr).toContain('only the certificate fails');
  });

  it('with nothing usable, ends with 2 and an error in JSON', () => {
    expect(dte('verify', files.path('none.xml'))).toMatchObject({
      code: 2,
      json: { error: { code: 'not_found' } },
    });
  });
});
