// npm run demo: a scripted day in the real app, with screenshots.
import { ensureBuilt } from './lib/build.mjs';
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { openDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  await ensureElectron();
  await ensureBuilt();
  const display = await openDisplay();
  try {
    return await delegate('demo', display.env);
  } finally {
    display.stop();
  }
});
