// npm run test:crash: kills the program some thousand times and compares everything. `--kills 2000 --seed 7`.
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  return delegate('crash');
});
