// npm run test:nightly: the promises in their full numbers. `-- P5 P7` for some of them, `-- --resume` goes on after the last done.
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  return delegate('nightly');
});
