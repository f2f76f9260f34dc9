import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '../support/clock.ts';
import { addDocument, openTempStore, type TempStore } from '../support/store.ts';
import { tellFigures } from './support/figures.ts';

const CHILD = fileURLToPath(new URL('../support/claiming-child.ts', import.meta.url));
const CLAIMS = 10_000;
const PROGRAMS = 2;

let temp: TempStore;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  temp.close();
});

test(`P12 ${PROGRAMS} processes on one database, ${CLAIMS.toLocaleString('en-US')} documents due / both claim until none is left / each is claimed once`, async () => {
  const clock = createFakeClock();
  temp = openTempStore(clock);
  temp.store.transaction(() => {
    for (let folio = 1; folio <= CLAIMS; folio++) addDocument(temp.store, { folio, at: clock.now() });
  });
  const programs = await Promise.all(
    Array.from({ length: PROGRAMS }, async (_, n) => {
      const child = spawn(process.execPath, [CHILD, temp.file, `boot-${n}`, String(clock.now())], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      children.push(child);
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      expect((await lines.next()).value).toBe('ready');
      return { child, lines };
    }),
  );
  const began = performance.now();
  for (const { child } of programs) child.stdin.write('go\n');
  const claimed = await Promise.all(
    programs.map(async ({ child, lines }) => {
      const { value } = await lines.next();
      if (child.exitCode === null) await once(child, 'exit');
      expect(child.exitCode).toBe(0);
      return JSON.parse(String(value)) as readonly number[];
    }),
  );
  const all = claimed.flat();
  const twice = all.length - new Set(all).size;
  tellFigures('P12', 'test/promises/p12-one-writer.test.ts', {
    processes: PROGRAMS,
    claims: all.length,
    'claimed twice': twice,
    'fewest of one': Math.min(...claimed.map(({ length }) => length)),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  });
  expect([all.length, twice]).toEqual([CLAIMS, 0]);
  // Both have really been at work: neither came when the other was done.
  expect(Math.min(...claimed.map(({ length }) => length))).toBeGreaterThan(CLAIMS / 100);
}, 240_000);
