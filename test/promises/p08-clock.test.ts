import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { draft } from '../support/issuing.ts';
import type { MovedClock } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const QUEUED = 12;
/** The scheduler never has more than that under way (main/sending/scheduler.ts, CONCURRENCY). */
const AT_ONCE = 2;
/** Sixteen hours until it is tried, if the due time was written under another clock, and a day until its answer is looked up. */
const LONGEST = 40 * HOUR;

const figures = { jumps: 0, documents: 0, starved: 0, bursts: 0, 'sent twice': 0 };
let lab: Lab | null = null;
/** How far the computer's clock is from the true one, which the SII goes by. */
let wrong = 0;
beforeEach(() => {
  wrong = 0;
});
afterEach(async () => {
  await lab?.close();
  lab = null;
});
afterAll(() => tellFigures('P8', 'test/promises/p08-clock.test.ts', figures));

/** Attempts under way side by side, at the most; as the audit trail has them, in the order in which they were written. */
const mostAtOnce = (dbFile: string): number =>
  peek(dbFile, (db) => {
    const trail = db
      .prepare<[], { action: string; params: string }>(
        `SELECT action, params_json AS params FROM audit WHERE action IN ('attempt.started', 'attempt.ended') ORDER BY id`,
      )
      .all()
      .filter(({ params }) => !params.includes('"poll"'));
    let open = 0;
    let most = 0;
    for (const { action } of trail) {
      open += action === 'attempt.started' ? 1 : -1;
      most = Math.max(most, open);
    }
    return most;
  });

/** Nothing is under way. */
const quiet = async (dbFile: string): Promise<void> => {
  for (let times = 0; times < 3; ) {
    const busy = peek(dbFile, (db) =>
      db.prepare("SELECT count(*) FROM job WHERE state = 'retrying'").pluck().get(),
    );
    times = busy === 0 ? times + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** Two are in doubt, ten held back; then the clock does something, and the SII is back. */
const check = async (setUpAt: number | undefined, jump: (world: Lab) => void): Promise<void> => {
  const world = await openLab(setUpAt === undefined ? {} : { setUpAt });
  lab = world;
  const clock: MovedClock = {
    now: () => world.clock.now() + wrong,
    get offset() {
      return world.clock.offset;
    },
    set offset(ms) {
      world.clock.offset = ms;
    },
  };
  const { sii, dbFile } = world;
  const core = await world.open({ clock });
  await sii.faults.set({ kind: 'lost_answer', times: 2 });
  for (let n = 0; n < 2; n++) await core.ask('documents.issue', { draft: draft() as never });
  await quiet(dbFile);
  await sii.faults.set({ kind: 'down' });
  for (let n = 2; n < QUEUED; n++) await core.ask('documents.issue', { draft: draft() as never });
  await quiet(dbFile);
  jump(world);
  await sii.faults.set({ kind: 'none' });
  core.app.resume();
  const from = world.clock.now();
  await settle(core, clock);
  const took = world.clock.now() - from;
  await core.stop();

  const open = peek(dbFile, (db) =>
    db
      .prepare(
        "SELECT d.folio, j.state, j.error_code FROM job j JOIN document d ON d.id = j.document_id WHERE j.state <> 'success'",
      )
      .all(),
  );
  const received = sii.received().length;
  const differing = Array.from({ length: QUEUED }, (_, n) => sii.uploadsOf(33, n + 1)).filter(
    (uploads) => new Set(uploads.map(({ envelopeSha256 }) => envelopeSha256)).size !== 1,
  );
  const most = mostAtOnce(dbFile);
  figures.jumps += 1;
  figures.documents += QUEUED;
  if (open.length > 0 || took > LONGEST) figures.starved += 1;
  if (most > AT_ONCE) figures.bursts += 1;
  if (received > QUEUED) figures['sent twice'] += 1;
  expect(open).toEqual([]);
  expect(received).toBe(QUEUED);
  expect(differing).toEqual([]);
  expect(took, 'ms until the last one').toBeLessThanOrEqual(LONGEST);
  expect(most, 'attempts at once').toBeLessThanOrEqual(AT_ONCE);
};

test.each([
  ['ten years back', -10 * YEAR],
  ['an hour back', -HOUR],
  ['an hour ahead', HOUR],
  ['ten years ahead', 10 * YEAR],
])(
  'P8 the computer is put %s / while documents wait / all are received once, in time, two at a time',
  async (_, ms) => {
    await check(undefined, () => {
      wrong = ms;
    });
  },
);

test('P8 eight hours of sleep / while documents wait / all are received once, in time, two at a time', async () => {
  await check(undefined, (world) => {
    world.clock.offset += 8 * HOUR;
  });
});

test.each([
  ['that has an hour twice', Date.UTC(2026, 3, 5, 2, 50)],
  ['that has an hour less', Date.UTC(2026, 8, 6, 3, 50)],
])('P8 the night %s / documents wait over it / all are received once, in time', async (_, at) => {
  await check(at, (world) => {
    world.clock.offset += 20 * 60_000;
  });
});
