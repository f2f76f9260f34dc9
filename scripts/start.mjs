// npm start: the built app in the prepared Electron, in a window.
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { openDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { projectEnv } from './lib/paths.mjs';
import { runAttached } from './lib/run.mjs';
import { appArguments, sandboxArguments } from './lib/runtime.mjs';
import { runMain, say } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  const runtime = await ensureElectron();
  await ensureBuilt();
  const display = await openDisplay();
  if (display.virtual) {
    say('no display: running in a virtual one; `npm run demo -- --out DIR` leaves screenshots');
  }
  // A machine without a display has no desktop bus either, and Chromium complains about that at length.
  const quiet = display.virtual ? ['--log-level=3'] : [];
  // A convenience of this development launcher: the product itself never switches its sandbox off.
  const sandbox = sandboxArguments();
  if (sandbox.length > 0) {
    say('running as root: this development launcher switches the sandbox off (the installed app never does)');
  }
  say(`starting Resguardo in Electron ${runtime.version} (Ctrl+C ends it)`);
  try {
    return await runAttached(
      runtime.executable,
      [...appArguments(runtime), ...sandbox, ...quiet, ...process.argv.slice(2)],
      { env: projectEnv(display.env) },
    );
  } finally {
    display.stop();
  }
});
