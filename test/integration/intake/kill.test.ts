import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../main/store/open.ts';
import { type TempFolder, tempFolder } from '../../support/store.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const ROWS = 600;
const KILLS = 12;
/** The moments of the kills are the same in every run, as far as the machine lets them. */
const SEED = 20_261_124;

const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

let folder: TempFolder;
let child: ChildProcess | null = null;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => {
  child?.kill('SIGKILL');
  folder.remove();
});

const start = (profile: string, file: string, said: (line: string) => void): ChildProcess => {
  child = spawn(process.execPath, [CHILD, profile, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) said(line);
  });
  return child;
};

test(`SIGKILL ${KILLS} times while a CSV of ${ROWS} boletas is issued, seed ${SEED} / start again / each row exactly once`, async () => {
  const next = random(SEED);
  const profile = join(folder.path, 'perfil');
  const file = join(folder.path, 'boletas.csv');
  const rows = Array.from({ length: ROWS }, (_, index) => `Pan ${index + 1};${1_000 + index + 1}`);
  writeFileSync(file, ['item;precio', ...rows].join('\n'));

  const reached: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const target = Math.floor((ROWS * 0.95 * (kill + next())) / KILLS);
    const delay = next() * 40;
    let last = 0;
    let killing = false;
    const running = start(profile, kill === 0 ? file : '-', (line) => {
      last = Number(/\d+$/.exec(line)?.[0] ?? last);
      if (killing || !line.startsWith('issued') || last < target) return;
      killing = true;
      setTimeout(() => running.kill('SIGKILL'), delay);
    });
    await once(running, 'close');
    reached.push(last);
  }
  const [code] = (await once(
    start(profile, '-', () => {}),
    'exit',
  )) as [number];
  expect(code).toBe(0);

  const store = openStore(join(profile, 'resguardo.sqlite'), { clock: { now: () => Date.now() } });
  try {
    const batch = store.batches.latest(1);
    expect(batch?.state).toBe('done');
    expect(store.batches.figures(batch?.id ?? 0).counts).toEqual({
      waiting: 0,
      issued: ROWS,
      failed: 0,
      left: 0,
    });
    const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);
    const documents = numbers.map((folio) => store.documents.find(1, 39, folio));
    expect(store.documents.list(1).total).toBe(ROWS);
    expect(documents.map((each) => each?.total)).toEqual(numbers.map((number) => 1_000 + number));
    console.info(`killed after ${reached.join(', ')} of ${ROWS}; ${ROWS} issued, none twice, none left out`);
  } finally {
    store.close();
  }
}, 180_000);
