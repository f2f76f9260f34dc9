// npm run audit: whether the installed packages are those that their authors signed, and whether anything is known against them.
// Both ask the registry; where it does not answer such questions, one line says so and the audit counts as not made.
import { ensureDependencies, npm } from './lib/dependencies.mjs';
import { tail } from './lib/run.mjs';
import { runMain, say } from './lib/say.mjs';

/** npm's words for a registry that is not there, or has no such service. */
const UNREACHABLE =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|E40[0345]|E50\d|endpoint|No dependencies found that have registry signatures|found no (installed )?dependencies to audit|no registry signatures/i;

await runMain(async () => {
  await ensureDependencies();
  let failed = false;
  for (const args of [
    ['audit', 'signatures'],
    ['audit', '--omit=dev'],
  ]) {
    const { code, output } = await npm([...args, '--audit=true', '--loglevel=error']);
    const what = `npm ${args.join(' ')}`;
    if (code !== 0 && UNREACHABLE.test(output)) {
      say(`${what}: not made, the registry does not answer that here`);
      continue;
    }
    if (code !== 0) failed = true;
    say(`${what}: ${code === 0 ? 'ok' : 'FAILED'}\n${tail(output, 20)}`);
  }
  return failed ? 1 : 0;
});
