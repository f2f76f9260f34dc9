// npm run bench: the measurements that the promises about speed rest on.
import { delegate } from './lib/delegate.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureDependencies();
  return delegate('bench');
});
