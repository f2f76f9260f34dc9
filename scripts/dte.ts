import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runDteCli } from '../main/cli/dte.ts';

/** npm run dte -- totals | build | verify: see main/cli/dte.ts. JSON alone on stdout, words for people on stderr. */
const result = await runDteCli(process.argv.slice(2), {
  readFile: (path) => readFile(path),
  writeFile: async (path, bytes) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  },
  now: () => Date.now(),
});

if (result.message !== '') process.stderr.write(`${result.message}\n`);
process.stdout.write(`${JSON.stringify(result.output)}\n`);
// Not process.exit: what is still on its way to a pipe would be cut off.
process.exitCode = result.code;
