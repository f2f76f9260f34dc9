import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CHANNELS, type ChannelName } from '../../shared/ipc/channels.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { draft } from '../support/issuing.ts';
import type { Core } from './support/core.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek } from './support/lab.ts';
import { createRandom, often, type Random, seedOr } from './support/random.ts';

const SEED = seedOr(20_260_728);
const PAYLOADS = often(1_000, 1_000);

/** Right input for these would start the program anew, or take seconds each; what is wrong about input is asked all the same. */
const SLOW_WHEN_RIGHT: ReadonlySet<ChannelName> = new Set([
  'restore.run',
  'drill.run',
  'archive.make',
  'archive.open',
  'keys.setRecovery',
  'keys.protect',
]);

let lab: Lab;
let core: Core;
const figures = {
  channels: CHANNELS.length,
  payloads: 0,
  refused: 0,
  answered: 0,
  'changes by refused ones': 0,
  died: 0,
};
let unhandled = 0;
const note = (): void => {
  unhandled += 1;
};

beforeAll(async () => {
  process.on('unhandledRejection', note);
  lab = await openLab();
  core = await lab.open();
  mkdirSync(join(lab.root, 'carpeta'));
  for (let n = 0; n < 3; n++) await core.ask('documents.issue', { draft: draft() as never });
  // From here on nothing happens by itself: what changes is what a payload has changed.
  await core.ask('sending.pause', { untilMs: lab.clock.now() + 6 * 24 * 3_600_000, reason: 'prueba' });
}, 60_000);
afterEach(() => expect(unhandled).toBe(0));
afterAll(async () => {
  process.off('unhandledRejection', note);
  await lab.close();
  tellFigures('P14', 'test/promises/p14-ipc.test.ts', { seed: SEED, ...figures });
});

const TEXTS = [
  '',
  ' ',
  '../../etc/passwd',
  '/',
  'x'.repeat(70_000),
  '\u0000',
  '💥',
  '__proto__',
  "'; DROP TABLE document; --",
  '%s%n',
  'NaN',
  '2026-02-31',
  '1-9',
  '<!DOCTYPE x [<!ENTITY a "a">]>&a;',
];
const NUMBERS = [
  0,
  -1,
  1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_VALUE,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
];

const scalar = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => null,
    () => undefined,
    () => random.next() < 0.5,
    () => 10n ** 30n,
    () => new Date(Number.NaN),
    () => new Map([['a', 1]]),
    () => Buffer.from('x'),
  ])();

/** Keys that the contract has somewhere, and some that nobody should look at. */
const KEYS = [
  'id',
  'ids',
  'filter',
  'limit',
  'cursor',
  'draft',
  'kind',
  'ms',
  'folder',
  'selection',
  'as',
  'by',
  'name',
  'content',
  'reason',
  'untilMs',
  'passphrase',
  'text',
  'states',
  'action',
  'point',
  'file',
  'enabled',
  'preview',
  'toString',
  'constructor',
  'length',
  '$where',
];

const anything = (random: Random, depth: number): unknown => {
  if (depth === 0 || random.next() < 0.3) return scalar(random);
  if (random.next() < 0.25) return Array.from({ length: random.below(6) }, () => anything(random, depth - 1));
  const made: Record<string, unknown> = {};
  for (let n = random.below(6); n > 0; n--) made[random.pick(KEYS)] = anything(random, depth - 1);
  return made;
};

const hostile = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => JSON.parse('{"__proto__":{"polluted":true},"id":1}'),
    () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
    () => ({ ids: Array.from({ length: 6_000 }, (_, n) => n) }),
    () => ({ draft: JSON.parse('{"__proto__":{"polluted":true},"Encabezado":{"IdDoc":{"TipoDTE":33}}}') }),
    () => ({ draft: JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`) }),
    () => ({ filter: { text: '%_\\"*()' }, limit: 200 }),
    () => ({ name: 'x', content: 'A'.repeat(200_000) }),
    () => {
      const loop: Record<string, unknown> = {};
      loop['draft'] = loop;
      return loop;
    },
  ])();

/** Everything that a refused payload must not touch; when it was looked at is not the business of a channel. */
const stateOf = (): unknown =>
  peek(lab.dbFile, (db) =>
    ['document', 'job', 'attempt', 'backup', 'caf', 'company', 'certificate', 'envelope'].map((table) =>
      db.prepare(`SELECT count(*), coalesce(max(rowid), 0) FROM ${table}`).raw().get(),
    ),
  );
const auditOf = (): number =>
  peek(lab.dbFile, (db) =>
    Number(db.prepare("SELECT count(*) FROM audit WHERE actor = 'Encargado'").pluck().get()),
  );

const isRight = (channel: ChannelName, payload: unknown): boolean => {
  try {
    return contract[channel].input.safeParse(payload).success;
  } catch {
    return false;
  }
};

test.each(CHANNELS)(
  `P14 %s / ${PAYLOADS} payloads, seed ${SEED} / refused or answered, main alive, refused ones change nothing`,
  async (channel) => {
    const random = createRandom(SEED + CHANNELS.indexOf(channel));
    let before = JSON.stringify([stateOf(), auditOf()]);
    let sinceChange = 0;
    for (let n = 0; n < PAYLOADS; n++) {
      const payload = random.next() < 0.2 ? hostile(random) : anything(random, 3);
      if (isRight(channel, payload) && (SLOW_WHEN_RIGHT.has(channel) || sinceChange > 20)) continue;
      let answer: Awaited<ReturnType<Core['app']['dispatch']>>;
      try {
        answer = await core.app.dispatch(channel, payload);
      } catch (error) {
        figures.died += 1;
        throw new Error(`${channel} threw: ${String(error)}`);
      }
      figures.payloads += 1;
      if (answer.ok) {
        figures.answered += 1;
        sinceChange += 1;
        before = JSON.stringify([stateOf(), auditOf()]);
        continue;
      }
      figures.refused += 1;
      expect(Object.keys(answer.error)).toEqual(expect.arrayContaining(['code']));
      expect(JSON.stringify(answer.error)).not.toMatch(/node_modules|\.ts:\d|SQLITE|at Object/);
    }
    if (sinceChange === 0) {
      const after = JSON.stringify([stateOf(), auditOf()]);
      if (after !== before) figures['changes by refused ones'] += 1;
      expect(after).toBe(before);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((await core.ask('app.status', {})).version).toBe('0');
  },
  60_000,
);
