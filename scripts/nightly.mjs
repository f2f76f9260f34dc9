// npm run test:nightly: the promises in their full numbers. `-- P5 P7` for some of them, `-- --resume` goes on after the last done.
import { ensureBuilt } from './lib/build.mjs';
import { ensurePackages, VIRTUAL_DISPLAY } from './lib/debian.mjs';
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  await ensureElectron();
  if (!hasDisplay()) await ensurePackages(VIRTUAL_DISPLAY, 'a virtual display');
  await ensureBuilt();
  return delegate('nightly');
});
