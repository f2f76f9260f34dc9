import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { PracticeFault } from '../../shared/domain/practice.ts';
import { draft } from '../support/issuing.ts';
import type { Core } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';
import { often, seedOr } from './support/random.ts';

const SEED = seedOr(20_260_711);
const RUNS = often(8, 1_000);
const STEPS = 100;
const HOUR = 3_600_000;
const DAYS = 40;

/** What is known without looking. */
interface Model {
  issued: number;
}
interface Real {
  readonly lab: Lab;
  core: Core;
  /** The last state of each job, to see every move. */
  readonly states: Map<number, string>;
  /** Attempts of those that a person keeps waiting, as many as at the first look. */
  readonly kept: Map<number, number>;
}
const figures = {
  runs: 0,
  steps: 0,
  documents: 0,
  moves: 0,
  'illegal moves': 0,
  kept: 0,
  'sent while kept': 0,
  lost: 0,
  'sent twice': 0,
  'days of work by hand': 0,
};

/** From each state, where a job may be found at the next look; several moves may lie between two looks. */
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  pending: ['pending', 'retrying', 'success', 'abandoned', 'needs_person'],
  retrying: ['pending', 'retrying', 'success', 'abandoned', 'needs_person'],
  // What was received may be rejected, or turn out a repetition that is asked for.
  success: ['success', 'needs_person', 'pending', 'retrying'],
  abandoned: ['abandoned', 'pending', 'retrying', 'success', 'needs_person'],
  needs_person: ['needs_person', 'pending', 'retrying', 'success', 'abandoned'],
};

interface Row {
  readonly id: number;
  readonly state: string;
  readonly due: number | null;
  readonly retries: number;
  readonly lease: string | null;
  readonly sii: string;
  readonly backup: number | null;
  readonly open: number;
  readonly held: number | null;
  readonly attempts: number;
}
const rowsOf = (lab: Lab): readonly Row[] =>
  peek(lab.dbFile, (db) =>
    db
      .prepare<[], Row>(
        `SELECT d.id, j.state, j.next_due_at AS due, j.failed_retries AS retries, j.lease_owner AS lease, d.sii_state AS sii,
           b.id AS backup, (SELECT count(*) FROM attempt a WHERE a.document_id = d.id AND a.ended_at IS NULL) AS open,
           j.held_at AS held, (SELECT count(*) FROM attempt a WHERE a.document_id = d.id) AS attempts
         FROM document d JOIN job j ON j.document_id = d.id LEFT JOIN backup b ON b.document_id = d.id ORDER BY d.id`,
      )
      .all(),
  );

/** What must hold at every moment. */
const holds = (model: Model, { lab, states, kept }: Real): void => {
  const rows = rowsOf(lab);
  figures.steps += 1;
  if (rows.length < model.issued) figures.lost += 1;
  expect(rows.length).toBe(model.issued);
  for (const row of rows) {
    const before = states.get(row.id);
    if (before !== row.state) {
      figures.moves += 1;
      if (before !== undefined && !LEGAL[before]?.includes(row.state)) figures['illegal moves'] += 1;
      if (before !== undefined) expect(LEGAL[before]).toContain(row.state);
      states.set(row.id, row.state);
    }
    if (row.held === null) kept.delete(row.id);
    else {
      const before = kept.get(row.id) ?? row.attempts;
      figures['sent while kept'] += row.attempts - before;
      expect(row.attempts, `attempts of ${row.id}, which a person keeps waiting`).toBe(before);
      expect(row.state).toBe('pending');
      kept.set(row.id, before);
    }
    expect((row.state === 'pending') === (row.due !== null)).toBe(true);
    expect((row.state === 'retrying') === (row.lease !== null)).toBe(true);
    expect(row.retries).toBeLessThanOrEqual(5);
    if (row.state !== 'retrying') expect(row.open, `open attempts of ${row.id}`).toBe(0);
    // What the SII has is kept; what it has decided is no longer in the queue as something to be sent.
    if (row.state === 'success') expect(row.backup).not.toBeNull();
    if (['received', 'accepted', 'objected'].includes(row.sii)) expect(row.state).toBe('success');
  }
  const received = lab.sii.received();
  const twice = received.length - new Set(received.map(({ type, folio }) => `${type} ${folio}`)).size;
  figures['sent twice'] += twice;
  expect(twice).toBe(0);
};

type Command = fc.AsyncCommand<Model, Real>;
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, real) => {
    await run(model, real);
    // Exchanges over the socket get their turn.
    for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve));
    holds(model, real);
  },
  toString: () => name,
});

const FAULTS: readonly PracticeFault['kind'][] = [
  'none',
  'down',
  'lost_answer',
  'reset_after_body',
  'http_503',
  'html_page',
  'empty',
  'token_expired',
];
const idsIn = async (
  core: Core,
  states: readonly ('pending' | 'abandoned' | 'needs_person')[],
): Promise<number[]> =>
  (await core.ask('queue.list', { filter: { states: [...states] }, limit: 50 })).items.map(({ id }) => id);

const commands = [
  fc.constant(
    command('issue', async (model, { core }) => {
      await core.ask('documents.issue', { draft: draft() as never });
      model.issued += 1;
    }),
  ),
  fc.tuple(fc.constantFrom(...FAULTS), fc.integer({ min: 1, max: 3 })).map(([kind, times]) =>
    command(`fault ${kind} ${times}`, async (_, { lab }) => {
      await lab.sii.faults.set(kind === 'none' || kind === 'down' ? { kind } : { kind, times });
    }),
  ),
  fc.constantFrom(60_000, HOUR, 3 * HOUR, 16 * HOUR).map((ms) =>
    command(`${ms} ms later`, async (_, { lab, core }) => {
      lab.clock.offset += ms;
      core.app.resume();
    }),
  ),
  fc.constantFrom(-HOUR, -48 * HOUR).map((ms) =>
    command(`clock ${ms} ms`, async (_, { lab, core }) => {
      lab.clock.offset += ms;
      core.app.resume();
    }),
  ),
  fc.constant(
    command('retry all', async (_, { core }) => {
      const ids = await idsIn(core, ['pending', 'abandoned', 'needs_person']);
      if (ids.length > 0) await core.ask('queue.retry', { ids });
    }),
  ),
  fc.constant(
    command('abandon one', async (_, { core }) => {
      const [id] = await idsIn(core, ['pending', 'needs_person']);
      if (id !== undefined) await core.ask('queue.abandon', { ids: [id], reason: 'prueba' });
    }),
  ),
  fc.constant(
    command('keep one', async (_, { core }) => {
      const [id] = await idsIn(core, ['pending']);
      if (id !== undefined)
        figures.kept += (await core.ask('queue.hold', { ids: [id], reason: null })).done.length;
    }),
  ),
  fc.constant(
    command('let all go', async (_, { core }) => {
      const ids = await idsIn(core, ['pending']);
      if (ids.length > 0) await core.ask('queue.release', { ids });
    }),
  ),
  fc.constant(
    command('pause', async (_, { lab, core }) => {
      await core.ask('sending.pause', { untilMs: lab.clock.now() + HOUR, reason: 'prueba' });
    }),
  ),
  fc.constant(
    command('resume', async (_, { core }) => {
      await core.ask('sending.resume', {});
    }),
  ),
  fc.constant(
    command('snapshot', async (_, { core }) => {
      await core.ask('snapshots.take', {});
    }),
  ),
  fc.constant(
    command('restart', async (_, real) => {
      await real.core.stop();
      real.core = await real.lab.open();
    }),
  ),
];

afterAll(() => tellFigures('P11', 'test/promises/p11-state-machine.test.ts', { seed: SEED, ...figures }));

test(`P11 ${RUNS} lives of up to ${STEPS} steps of the whole program, seed ${SEED} / any order / no illegal move, nothing lost, nothing sent twice`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: STEPS, size: 'max' }), async (steps) => {
      const lab = await openLab();
      // Its certificate begins today: the clock may be put back all the same.
      lab.clock.offset = 60 * 24 * HOUR;
      try {
        const real: Real = { lab, core: await lab.open(), states: new Map(), kept: new Map() };
        const model: Model = { issued: 0 };
        await fc.asyncModelRun(() => ({ model, real }), steps);
        await lab.sii.faults.set({ kind: 'none' });
        await real.core.ask('sending.resume', {});
        const waiting = await idsIn(real.core, ['pending']);
        if (waiting.length > 0) await real.core.ask('queue.release', { ids: waiting });
        await settle(real.core, lab.clock);
        // What was given up is taken up again by a person, day by day: a clock that was put back may have to pass its old time first.
        for (let day = 0; day < DAYS; day++) {
          const left = await idsIn(real.core, ['abandoned', 'needs_person']);
          if (left.length === 0) break;
          figures['days of work by hand'] = Math.max(figures['days of work by hand'], day + 1);
          await real.core.ask('queue.retry', { ids: left });
          await settle(real.core, lab.clock);
          lab.clock.offset += 24 * HOUR;
        }
        const ends = rowsOf(lab).filter(({ state }) => state !== 'success');
        expect(ends).toEqual([]);
        expect(lab.sii.received()).toHaveLength(model.issued);
        figures.runs += 1;
        figures.documents += model.issued;
      } finally {
        await lab.close();
      }
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
}, 3_600_000);
