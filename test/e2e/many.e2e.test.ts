import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openStore } from '../../main/store/open.ts';
import { FILLED_UNTIL, fillDatabase, SEARCHES } from '../../scripts/bench/fill.ts';
import type { ChannelName } from '../../shared/ipc/channels.ts';
import type { AppApi, Input } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { tellFigures } from '../promises/support/figures.ts';
import { often } from '../promises/support/random.ts';
import { ask } from '../support/page/api.ts';
import { choose } from '../support/page/controls.ts';
import { itInApp, type World } from './support/world.ts';

const DOCUMENTS = often(20_000, 1_000_000);
const PAGES = 20;
const TIMES = 10;
/** Of so many, a search may take its time on a busy computer. */
const PATIENT = { timeout: 15_000 };

/** What a window asks while somebody looks around. Lists are turned page by page, from one answer's cursor to the next. */
interface Question {
  readonly name: string;
  readonly channel: ChannelName;
  readonly inputs: readonly unknown[];
  readonly pages?: true;
}

const question = <C extends ChannelName>(
  name: string,
  channel: C,
  inputs: readonly Input<C>[],
): Question => ({
  name,
  channel,
  inputs: Array.from({ length: TIMES }, (_, run) => inputs[run % inputs.length]),
});

const turned = <C extends ChannelName>(name: string, channel: C, input: Input<C>): Question => ({
  name,
  channel,
  inputs: Array.from({ length: PAGES }, () => input),
  pages: true,
});

const SORTS = [
  { by: 'date', descending: true },
  { by: 'date', descending: false },
  { by: 'amount', descending: true },
  { by: 'amount', descending: false },
  { by: 'folio', descending: true },
  { by: 'receptor', descending: false },
] as const;

const QUESTIONS: readonly Question[] = [
  ...SORTS.map((sort) =>
    turned(`page by ${sort.by}${sort.descending ? ', downwards' : ', upwards'}`, 'documents.list', { sort }),
  ),
  turned('page of backups', 'backups.list', {}),
  turned('page of a type in a month', 'backups.list', {
    filter: { types: [33], from: '2025-03-01', to: '2025-03-31' },
  }),
  turned('page of damaged ones', 'backups.list', { filter: { integrities: ['damaged'] } }),
  turned('page of two states', 'documents.list', { filter: { siiStates: ['rejected', 'objected'] } }),
  turned('page of an amount', 'documents.list', { filter: { minTotal: 500_000, maxTotal: 1_500_000 } }),
  turned('page of one receptor', 'documents.list', { filter: { receptorRut: '66666666-6' } }),
  ...(['amount', 'folio', 'receptor'] as const).map((by) =>
    turned(`page of one receptor by ${by}`, 'documents.list', {
      filter: { receptorRut: '66666666-6' },
      sort: { by, descending: false },
    }),
  ),
  turned('page of the queue', 'queue.list', { filter: { states: ['pending', 'retrying'], failed: true } }),
  turned('page of the trail', 'trail.list', {}),
  ...SEARCHES.map(([what, text]) =>
    question(
      `search of ${what}`,
      'documents.list',
      Array.from({ length: TIMES }, (_, run) => ({ filter: { text: text(run, DOCUMENTS) } })),
    ),
  ),
  ...(['type', 'month', 'state', 'receptor'] as const).map((by) =>
    question(`groups by ${by}`, 'lists.groups', [{ of: 'backups', by }]),
  ),
  question('causes of the queue', 'queue.causes', [{ filter: { failed: true } }]),
  question('counts of the queue', 'queue.counts', [{}]),
  question('head of the backups', 'backups.summary', [{}]),
  question('status', 'app.status', [{}]),
  question('home', 'home.summary', [{}]),
  question('thirty days', 'home.trends', [{}]),
  question('folios', 'folios.report', [{}]),
];

/** Milliseconds of each answer, as the page waits for it: through the preload, main's checks and SQLite, and back. */
const timesOf = ({ page }: World, { channel, inputs, pages }: Question): Promise<readonly number[]> =>
  page.evaluate(
    async ({ name, given, turn }) => {
      const { app } = globalThis as unknown as { readonly app: AppApi };
      const call = app.call[name] as unknown as (input: object) => Promise<{
        readonly ok: boolean;
        readonly value: { readonly nextCursor?: string | null };
      }>;
      const times: number[] = [];
      let cursor: string | null = null;
      for (const input of given) {
        const began = performance.now();
        const answer = await call(turn ? { ...(input as object), cursor } : (input as object));
        times.push(performance.now() - began);
        if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
        cursor = answer.value.nextCursor ?? null;
      }
      return times;
    },
    { name: channel, given: inputs, turn: pages ?? false },
  );

/** The longest that main's loop was held by anything, in ms, from one call to the next. */
const longestHold = ({ launched }: World): Promise<number> =>
  launched.app.evaluate(() => {
    const all = globalThis as unknown as {
      loop?: { readonly max: number; enable(): void; reset(): void };
    };
    if (all.loop === undefined) {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
      all.loop = monitorEventLoopDelay({ resolution: 1 });
      all.loop.enable();
    }
    const longest = all.loop.max / 1e6;
    all.loop.reset();
    return longest;
  });

const shown = (ms: number): string => ms.toFixed(1);

/** What somebody has after years, while no program runs. */
const fill = ({ profileDir }: World): void => {
  const file = join(profileDir, 'resguardo.sqlite');
  for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
  fillDatabase(file, DOCUMENTS);
  openStore(file, { clock: { now: () => FILLED_UNTIL } }).close();
};

describe('a business with very many documents', () => {
  itInApp(
    'is looked through in the window, each answer timed as the page waits for it',
    async (empty) => {
      const world = await empty.restart('quit', { meanwhile: () => fill(empty) });
      const { page } = world;
      await page.getByTestId('home-hero').waitFor();
      await longestHold(world);
      const table: Record<string, string> = {};
      let worst = 0;
      for (const asked of QUESTIONS) {
        const times = (await timesOf(world, asked)).toSorted((one, other) => one - other);
        const last = times.at(-1) ?? 0;
        worst = Math.max(worst, last);
        table[asked.name] = `${shown(times[times.length >> 1] ?? 0)}/${shown(last)}`;
      }
      const hold = await longestHold(world);
      tellFigures(
        'P9',
        'test/e2e/many.e2e.test.ts',
        {
          documents: DOCUMENTS,
          'answers over IPC, ms': `up to ${shown(worst)}`,
          'main held for ms': `up to ${shown(hold)}`,
        },
        'window',
      );
      const width = Math.max(...Object.keys(table).map((name) => name.length));
      for (const [name, line] of Object.entries(table)) console.log(`${name.padEnd(width)}  ${line}`);

      const { total } = await ask(page, 'documents.list', {});
      expect(total).toBe(DOCUMENTS);
      await world.documents.open();
      await expect.poll(() => world.documents.results()).toContain(total.toLocaleString('es-CL'));
      const wanted = String(DOCUMENTS - 1);
      await world.documents.search(wanted);
      await page.locator(`tr[data-testid^="doc-row-"][data-testid$="-${wanted}"]`).waitFor();
      // A few of all of them; of what most have, at least so many, and the button promises no number.
      await expect
        .poll(() => world.documents.results(), PATIENT)
        .toMatch(new RegExp(` \\d+ de ${total.toLocaleString('es-CL')}$`));
      await world.backups.open();
      const zip = page.getByTestId('export-zip');
      await expect.poll(() => zip.textContent(), PATIENT).toContain(texts.backups.export.all(''));
      await world.backups.search('sin receptor');
      const atLeast = / \d{1,3}(\.\d{3})* o más de \d{1,3}(\.\d{3})*$/;
      await expect.poll(() => world.backups.results(), PATIENT).toMatch(atLeast);
      await expect.poll(() => zip.textContent(), PATIENT).toBe(`${texts.backups.export.matching} (ZIP)`);
      await world.settle();
      await world.launched.screenshot('muchos-respaldos-o-mas');
      await world.documents.open();
      await choose(page, 'group-by', texts.lists.group.by.month);
      await page.getByTestId('groups').waitFor();
      await world.settle();
      await world.launched.screenshot('muchos-documentos-por-mes');
    },
    { timeout: often(180_000, 900_000) },
  );
});
