import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../../.dependency-cruiser.mjs';
import { NODE_MODULES, projectNode, ROOT } from '../../../scripts/lib/paths.mjs';

/** A made-up project: file by file, its content. */
type Files = Readonly<Record<string, string>>;

interface Violation {
  readonly rule: string;
  readonly from: string;
}

/** For each rule, files that break it; the first one is the culprit. */
const BREAKS: Readonly<Record<string, readonly Files[]>> = {
  'domain-is-pure': [
    { 'main/domain/knows-crypto.ts': "import 'node:crypto';" },
    { 'main/domain/knows-dte.ts': "import '../dte/fine.ts';" },
    { 'main/domain/knows-package.ts': "import 'node-forge';" },
  ],
  'domain-reaches-nothing-impure': [
    {
      'main/domain/far.ts': "import '../../shared/near-disk.ts';",
      'shared/near-disk.ts': "import 'node:fs';",
    },
  ],
  'dte-reaches-nothing-impure': [
    { 'main/dte/disk.ts': "import 'node:fs/promises';" },
    { 'main/dte/bare-disk.ts': "import 'fs';" },
    { 'main/dte/net.ts': "import 'node:net';" },
    { 'main/dte/http.ts': "import 'undici';" },
    { 'main/dte/sqlite.ts': "import 'better-sqlite3';" },
    { 'main/dte/window.ts': "import 'electron';" },
    { 'main/dte/far.ts': "import './step.ts';", 'main/dte/step.ts': "import 'node:child_process';" },
  ],
  'print-knows-only-documents': [{ 'main/print/service.ts': "import '../sending/fine.ts';" }],
  'dte-knows-only-domain': [{ 'main/dte/service.ts': "import '../sending/fine.ts';" }],
  'electron-only-in-the-shell': [
    { 'main/app.ts': "import 'electron';" },
    { 'main/ipc/typed.ts': "import type { App } from 'electron';\nexport type A = App;" },
    { 'scripts/window.ts': "import 'electron';" },
  ],
  'sqlite-only-in-the-store': [
    { 'main/sending/sql.ts': "import 'better-sqlite3';" },
    { 'main/sii/sql.ts': "import 'node:sqlite';" },
  ],
  'renderer-knows-only-shared': [{ 'renderer/deep.ts': "import '../main/domain/fine.ts';" }],
  'renderer-has-no-node': [{ 'renderer/node.ts': "import 'node:path';" }],
  'renderer-loads-only-ui-packages': [
    { 'renderer/electron.ts': "import 'electron';" },
    { 'renderer/forge.ts': "import 'node-forge';" },
  ],
  'shared-is-shared-and-zod': [
    { 'shared/main.ts': "import '../main/domain/fine.ts';" },
    { 'shared/node.ts': "import 'node:os';" },
    { 'shared/react.ts': "import 'react';" },
  ],
  'preload-is-thin': [{ 'preload/index.ts': "import '../main/domain/fine.ts';" }],
  'ipc-does-not-touch-the-store': [{ 'main/ipc/sql.ts': "import '../store/fine.ts';" }],
  'nothing-below-knows-ipc': [
    { 'main/sending/up.ts': "import '../ipc/fine.ts';" },
    { 'main/store/up.ts': "import '../shell/fine.ts';" },
  ],
  'store-knows-only-domain': [{ 'main/store/service.ts': "import '../sending/fine.ts';" }],
  'product-knows-no-tests': [{ 'main/sii/test.ts': "import '../../test/support/fine.ts';" }],
  'no-dev-package-in-main': [{ 'main/sending/dev.ts': "import 'fast-check';" }],
  'no-cycles': [
    { 'main/sii/a.ts': "import './b.ts';", 'main/sii/b.ts': "import './a.ts';" },
    {
      'main/sii/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'main/sii/b.ts': "import type { A } from './a.ts';\nexport type B = A;",
    },
  ],
  'no-orphans': [{ 'main/sii/lonely.ts': 'export const alone = true;' }],
  'not-to-unresolvable': [{ 'main/sii/typo.ts': "import './no-such-file.ts';" }],
};

/** What the layers are for: none of it may be reported. */
const ALLOWED: Files = {
  'main/index.ts':
    "import 'electron';\nimport './app.ts';\nimport './shell/window.ts';\nimport './ipc/handlers.ts';",
  'main/app.ts':
    "import './sending/sender.ts';\nimport './sii/practice/server.ts';\nimport './backup/vault.ts';",
  'main/shell/window.ts': "import 'electron';\nimport 'node:fs';",
  'main/ipc/handlers.ts':
    "import '../sending/sender.ts';\nimport type { Row } from '../store/rows.ts';\nexport type R = Row;",
  'main/sending/sender.ts':
    "import '../store/rows.ts';\nimport '../dte/sign.ts';\nimport '../sii/client.ts';",
  'main/sii/client.ts': "import 'undici';\nimport '../dte/sign.ts';",
  'main/sii/practice/server.ts': "import 'better-sqlite3';\nimport 'node:http';",
  'main/backup/vault.ts': "import 'yazl';\nimport 'node:fs/promises';",
  'main/store/rows.ts':
    "import 'better-sqlite3';\nimport '../domain/rut.ts';\nexport type Row = { n: number };",
  'main/dte/sign.ts':
    "import 'node:crypto';\nimport 'node-forge';\nimport '@xmldom/xmldom';\nimport '../domain/rut.ts';",
  'main/domain/rut.ts': "import '../../shared/rut.ts';",
  'shared/rut.ts': "import 'zod';",
  'preload/index.ts': "import 'electron';\nimport '../shared/rut.ts';",
  'renderer/main.tsx': "import 'react';\nimport '@mantine/core';\nimport '../shared/rut.ts';",
};

/** Harmless modules that the broken ones point at. */
const TARGETS: Files = Object.fromEntries(
  ['main/domain', 'main/dte', 'main/sending', 'main/ipc', 'main/shell', 'main/store', 'test/support'].map(
    (folder) => [`${folder}/fine.ts`, 'export const fine = true;'],
  ),
);

const folder = mkdtempSync(join(tmpdir(), 'resguardo-layers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a project and returns what the real rules say about it. */
async function cruise(name: string, files: Files): Promise<readonly Violation[]> {
  const root = join(folder, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${content}\n`);
  }
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.mjs']) {
    cpSync(join(ROOT, file), join(root, file));
  }
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
  const folders = ['main', 'preload', 'renderer', 'shared', 'scripts'].filter((top) =>
    Object.keys(files).some((path) => path.startsWith(`${top}/`)),
  );
  const cli = join(NODE_MODULES, 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [cli, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  // The exit code is the number of violations, for which execFile rejects: the report is the same either way.
  const { stdout } = await promisify(execFile)(projectNode(), args, {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  const report: { summary: { violations: { rule: { name: string }; from: string }[] } } = JSON.parse(stdout);
  return report.summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
}

describe('the layers', () => {
  let violations: readonly Violation[] = [];
  const cases = Object.entries(BREAKS).flatMap(([rule, sets]) =>
    sets.map((files) => ({ rule, culprit: Object.keys(files)[0] ?? '' })),
  );

  beforeAll(async () => {
    const files = Object.assign({}, TARGETS, ...Object.values(BREAKS).flat());
    violations = await cruise('broken', files);
  }, 60_000);

  it.each(cases)('$rule is broken by $culprit', ({ rule, culprit }) => {
    expect(violations).toContainEqual({ rule, from: culprit });
  });

  it('have a violation made up for every rule', () => {
    const rules = (config.forbidden ?? []).map((rule) => rule.name);
    expect(Object.keys(BREAKS).sort()).toEqual([...rules].sort());
  });

  it('let through what they are for', async () => {
    expect(await cruise('sound', ALLOWED)).toEqual([]);
  }, 60_000);
});
