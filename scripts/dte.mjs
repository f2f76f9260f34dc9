// npm run dte: the command-line tool for documents. Needs no Electron; stdout is the tool's alone.
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  return delegate('dte');
});
