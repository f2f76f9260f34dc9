// npm run check: what to run before a commit. Format, lint, types, layers and unit tests, side by side.
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/say.mjs';
import { layers, lint, types, vitest } from './lib/steps.mjs';

const STEPS = {
  'format and lint': lint,
  types,
  layers,
  'unit and property tests': () => vitest('check', ['unit'], { quiet: true }),
};

await runMain(async () => {
  await ensureDependencies();
  let failures = 0;
  await Promise.all(
    Object.entries(STEPS).map(async ([name, step]) => {
      const started = Date.now();
      const outcome = await step();
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (outcome.failed > 0) failures += 1;
      if (outcome.failed > 0 && outcome.output) console.log(outcome.output.trimEnd());
      console.log(
        `${outcome.failed > 0 ? 'FAILED' : 'ok    '} ${name} (${seconds} s) ${outcome.figures ?? ''}`.trimEnd(),
      );
    }),
  );
  return failures === 0 ? 0 : 1;
});
