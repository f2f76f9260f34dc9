import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a demo leaves in its folder. A folder that holds something else is not touched. */
export const OUTPUT = {
  screens: 'screens',
  /** Exported as files. */
  xml: 'xml',
  /** Exported as one ZIP. */
  zip: 'zip',
  /** Exported one by one. */
  single: 'single',
  summary: 'summary.json',
} as const;

const USAGE = 'usage: npm run demo -- --out DIR   (DIR: a new or empty folder, or that of an earlier demo)';

/** Reads `--out DIR` and makes the folder, without what an earlier demo left in it. */
export const outputFolder = (
  args: readonly string[],
): { readonly folder: string } | { readonly problem: string } => {
  let out: string | undefined;
  try {
    out = parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values.out;
  } catch (error) {
    return { problem: `${(error as Error).message}\n${USAGE}` };
  }
  if (!out) return { problem: USAGE };
  const folder = resolve(out);
  const ours = new Set<string>(Object.values(OUTPUT));
  const foreign = existsSync(folder) ? readdirSync(folder).filter((name) => !ours.has(name)) : [];
  if (foreign.length > 0) return { problem: `${folder} holds other things (${foreign[0]})\n${USAGE}` };
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of [OUTPUT.screens, OUTPUT.xml, OUTPUT.zip, OUTPUT.single])
    mkdirSync(join(folder, name), { recursive: true });
  return { folder };
};
