import { parseArgs } from 'node:util';
import { runCampaign, summaryOf } from '../test/crash/campaign.ts';
import { type Findings, noFindings } from '../test/crash/compare.ts';

// The night's run of test/crash: the last line is JSON, the lines before it name what was found.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '2000' }, seed: { type: 'string', default: '20260725' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run test:crash -- --kills 2000 --seed 7');
  process.exit(2);
}
const started = performance.now();
console.log(`${kills} kills at random moments, seed ${seed}`);
const tally = await runCampaign(
  Array.from({ length: kills }, () => ({ failpoint: null, hit: 1 })),
  seed,
  (so) => {
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(`${so.kills} kills, ${so.acknowledged} acknowledged, ${so.uploads} uploads, ${seconds} s`);
  },
);
const names = Object.keys(noFindings()) as (keyof Findings)[];
console.log(JSON.stringify(summaryOf(tally, seed)));
if (names.some((name) => tally[name].length > 0) || tally.kills < kills) process.exitCode = 1;
