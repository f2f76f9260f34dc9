import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PracticeFault } from '../../shared/domain/practice.ts';
import { removeRoot, tempRoot, until } from '../promises/support/core.ts';
import { type Lab, openLab, settle } from '../promises/support/lab.ts';
import { createRandom } from '../promises/support/random.ts';
import { type Acknowledged, compare, type Findings, noFindings } from './compare.ts';
import type { FromChild, LifeOrder, ToChild } from './life.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** A business begins anew after so many kills: its folios have an end, and comparing takes longer with every document. */
const KILLS_A_BUSINESS = 25;
/** A random moment: so many rounds of the child's work are let pass (0: none, from the start on), then so many ms. */
const ROUNDS = 7;
const LIFE_MS = 100;
/** A failpoint that a life does not come by in that time (ms) is no crash. */
const MEET_MS = 20_000;

export interface Killing {
  /** Null: at a random moment. */
  readonly failpoint: string | null;
  readonly hit: number;
}

export interface Tally extends Findings {
  kills: number;
  acknowledged: number;
  documents: number;
  uploads: number;
  interrupted: number;
  /** Failpoints that no life came by. */
  readonly notMet: string[];
}

export const newTally = (): Tally => ({
  ...noFindings(),
  kills: 0,
  acknowledged: 0,
  documents: 0,
  uploads: 0,
  interrupted: 0,
  notMet: [],
});

/** A process that has loaded the program and waits for its order: loading is most of what a start costs. */
interface Waiting {
  readonly child: ChildProcess;
  readonly loaded: Promise<unknown>;
}

/** Compiled code of the program, kept for as long as this process lives: a start is a third of what it is without. */
let cache: string | null = null;
export const warmUp = async (): Promise<void> => {
  if (cache !== null) return;
  const folder = tempRoot();
  process.once('exit', () => removeRoot(folder));
  cache = folder;
  // One that ends in peace, for only such a one leaves it behind.
  const { child, loaded } = prepare();
  await loaded;
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
};

export const prepare = (): Waiting => {
  const child = fork(CHILD, [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
    env: { ...process.env, ...(cache === null ? {} : { NODE_COMPILE_CACHE: cache }) },
  });
  const died = once(child, 'exit').then(() => {
    throw new Error('the program did not even load');
  });
  const loaded = Promise.race([once(child, 'message'), died]);
  // Whoever waits for it is told; one that nobody waits for any more is nobody's trouble.
  loaded.catch(() => undefined);
  return { child, loaded };
};

export const discard = async ({ child }: Waiting): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

/** One life from its start to its end by SIGKILL. @returns whether it came to that */
export const killOnce = async (
  lab: Lab,
  waiting: Waiting,
  order: Omit<LifeOrder, 'root' | 'endpoints' | 'offset'>,
  moment: { readonly rounds: number; readonly ms: number } | null,
  acked: Acknowledged[],
): Promise<boolean> => {
  const { child } = waiting;
  await waiting.loaded;
  const say = (message: ToChild): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  const gone = once(child, 'exit');
  let failed: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  const grant = async ({ fault, times, aheadMs }: Extract<FromChild, { say: 'please' }>): Promise<void> => {
    lab.clock.offset += aheadMs;
    if (fault !== 'keep') {
      const kind = fault as PracticeFault['kind'];
      await lab.sii.faults.set(kind === 'none' || kind === 'down' ? { kind } : { kind, times });
    }
    say({ say: 'done', offset: lab.clock.offset });
  };
  child.on('message', (message: FromChild) => {
    if (message.say === 'acked') acked.push({ type: message.type, folio: message.folio });
    if (message.say === 'please') void grant(message);
    if (message.say === 'failed') {
      failed = message.why;
      child.kill('SIGKILL');
    }
    const rounds = message.say === 'started' ? 0 : message.say === 'round' ? message.number : null;
    if (moment !== null && rounds === moment.rounds)
      timer = setTimeout(() => child.kill('SIGKILL'), moment.ms);
  });
  if (moment === null) {
    timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, MEET_MS);
  }
  say({
    say: 'go',
    order: { ...order, root: lab.root, endpoints: lab.sii.endpoints, offset: lab.clock.offset },
  });
  await gone;
  clearTimeout(timer);
  if (failed !== null) throw new Error(`the program failed by itself: ${String(failed)}`);
  return !late;
};

const addTo = (tally: Tally, found: Findings, where: string): void => {
  for (const name of Object.keys(found) as (keyof Findings)[])
    for (const line of found[name]) {
      tally[name].push(`${where}: ${line}`);
      // At once: whoever ends the run before its end has seen it.
      console.error(`${name}: ${where}: ${line}`);
    }
};

/** The SII is there again, the program starts, everything comes to rest, and everything is compared with everything. */
export const settleAndCompare = async (
  lab: Lab,
  acked: readonly Acknowledged[],
  tally: Tally,
  where: string,
): Promise<void> => {
  await lab.sii.faults.set({ kind: 'none' });
  const core = await lab.open();
  await settle(core, lab.clock);
  // What was given up, by a person or after five retries, is asked for and sent after all: then nothing may be left.
  const { items } = await core.ask('queue.list', {
    filter: { states: ['abandoned', 'needs_person'] },
    limit: 200,
  });
  if (items.length > 0) {
    await core.ask('queue.retry', { ids: items.map(({ id }) => id) });
    await settle(core, lab.clock);
  }
  await until(
    async () => (await core.ask('vault.status', {})).waiting === 0,
    'everything in the vault',
    60_000,
  );
  await core.stop();
  const found = await compare(lab, lab.sii, acked);
  addTo(tally, found, where);
  // For whoever has to find out why: the whole business as it is, beside the temporary files.
  const keep = process.env['RESGUARDO_KEEP'];
  if (keep && Object.values(found).some((lines) => lines.length > 0))
    cpSync(lab.root, join(keep, basename(lab.root)), { recursive: true });
};

/** Kills one business after the other, as the seed says, and settles each at its end. */
export const runCampaign = async (
  killings: readonly Killing[],
  seed: number,
  progress: (tally: Tally) => void = () => {},
): Promise<Tally> => {
  const random = createRandom(seed);
  const tally = newTally();
  await warmUp();
  let waiting = prepare();
  try {
    for (let from = 0; from < killings.length; from += KILLS_A_BUSINESS) {
      const lab = await openLab();
      const acked: Acknowledged[] = [];
      try {
        for (const { failpoint, hit } of killings.slice(from, from + KILLS_A_BUSINESS)) {
          const current = waiting;
          waiting = prepare();
          const moment =
            failpoint === null ? { rounds: random.below(ROUNDS), ms: random.next() * LIFE_MS } : null;
          const order = {
            seed: random.below(2 ** 31),
            failpoint: failpoint === null ? null : { name: failpoint, hit },
            doing: 'work',
          } as const;
          if (await killOnce(lab, current, order, moment, acked)) tally.kills += 1;
          else tally.notMet.push(failpoint ?? 'a random moment');
          // A named moment is looked at by itself.
          if (failpoint !== null) await settleAndCompare(lab, acked, tally, failpoint);
        }
        await settleAndCompare(lab, acked, tally, `kills ${from + 1} to ${from + KILLS_A_BUSINESS}`);
        tally.acknowledged += acked.length;
        const stats = lab.sii.stats();
        tally.documents += stats.received;
        tally.uploads += stats.uploads;
        progress(tally);
      } finally {
        await lab.close();
      }
    }
  } finally {
    await discard(waiting);
  }
  return tally;
};

/** The last line of `npm run test:crash`. */
export const summaryOf = (tally: Tally, seed: number) => ({
  kills: tally.kills,
  seed,
  acknowledged: tally.acknowledged,
  lost: tally.lost.length + tally.disagreements.length,
  foliosReused: tally.foliosReused.length,
  duplicatesAccepted: tally.duplicatesAccepted.length,
  sentTwice: tally.sentTwice.length,
  resendsNotIdentical: tally.resendsNotIdentical.length,
  vaultMismatches: tally.vaultMismatches.length,
});
