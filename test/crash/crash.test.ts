import { expect, test } from 'vitest';
import { DURABLE_FAILPOINTS } from '../../main/backup/durable.ts';
import { MANIFEST_FAILPOINTS } from '../../main/backup/manifest/manifest.ts';
import { FAILPOINTS } from '../../main/domain/failpoints.ts';
import { tellFigures } from '../promises/support/figures.ts';
import { createRandom, often, seedOr } from '../promises/support/random.ts';
import { runCampaign, summaryOf, type Tally } from './campaign.ts';

const SEED = seedOr(20_260_725);
const KILLS = often(200, 2_000);
const MINUTE = 60_000;
const SUITE = 'test/crash/crash.test.ts';

/** A file is set aside only where a stranger's bytes are: test/integration/backup/durable.test.ts kills there. */
const NAMED = [...FAILPOINTS, ...DURABLE_FAILPOINTS, ...MANIFEST_FAILPOINTS].filter(
  (name) => name !== 'file.set_aside',
);

const clean = (tally: Tally): void => {
  const {
    lost,
    foliosReused,
    duplicatesAccepted,
    sentTwice,
    resendsNotIdentical,
    vaultMismatches,
    disagreements,
  } = tally;
  expect({
    lost,
    foliosReused,
    duplicatesAccepted,
    sentTwice,
    resendsNotIdentical,
    vaultMismatches,
    disagreements,
  }).toEqual({
    lost: [],
    foliosReused: [],
    duplicatesAccepted: [],
    sentTwice: [],
    resendsNotIdentical: [],
    vaultMismatches: [],
    disagreements: [],
  });
};

test(
  `P1 P2 SIGKILL at each of ${NAMED.length} named moments, seed ${SEED} / start again / nothing lost, no folio twice, nothing sent twice`,
  async () => {
    const random = createRandom(SEED);
    const tally = await runCampaign(
      NAMED.map((failpoint) => ({ failpoint, hit: 1 + random.below(3) })),
      SEED,
    );
    const { kills, acknowledged, lost, foliosReused, vaultMismatches } = summaryOf(tally, SEED);
    tellFigures(
      'P1',
      SUITE,
      {
        'named moments': kills,
        acknowledged,
        lost,
        'folios reused': foliosReused,
        'vault mismatches': vaultMismatches,
      },
      'moments',
    );
    clean(tally);
    expect(tally.notMet).toEqual([]);
  },
  10 * MINUTE,
);

test(
  `P1 P2 SIGKILL at ${KILLS} random moments, seed ${SEED} / start again / nothing lost, no folio twice, nothing sent twice`,
  async () => {
    const started = performance.now();
    const tally = await runCampaign(
      Array.from({ length: KILLS }, () => ({ failpoint: null, hit: 1 })),
      SEED,
    );
    const sum = summaryOf(tally, SEED);
    const seconds = Math.round((performance.now() - started) / 1_000);
    tellFigures('P1', SUITE, {
      kills: sum.kills,
      seed: SEED,
      acknowledged: sum.acknowledged,
      lost: sum.lost,
      'folios reused': sum.foliosReused,
      seconds,
    });
    tellFigures('P2', SUITE, {
      kills: sum.kills,
      uploads: tally.uploads,
      received: tally.documents,
      'duplicates accepted': sum.duplicatesAccepted,
      'sent twice': sum.sentTwice,
      'resends not identical': sum.resendsNotIdentical,
    });
    clean(tally);
    expect(sum.kills).toBe(KILLS);
    expect(sum.acknowledged).toBeGreaterThan(KILLS);
  },
  60 * MINUTE,
);
