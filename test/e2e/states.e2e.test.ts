import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { damageTable } from '../promises/support/damage.ts';
import { until } from '../support/page/until.ts';
import { breakChannel, FAILURE, mendChannel } from './support/channels.ts';
import { factura, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { has, VIEW_STATES, type ViewStates } from './support/view-states.ts';
import { itInPractice, type World } from './support/world.ts';

const STATES = ['loading', 'failure', 'empty', 'searched', 'offline', 'read only'] as const;
type State = (typeof STATES)[number];

/** What was seen of each view in each state; `-` where there is no such state. */
const createMatrix = () => {
  const cells = new Map<string, string>();
  const wrong: string[] = [];
  const put = (view: ViewStates, state: State, seen: string): void => {
    cells.set(`${view.name} ${state}`, seen);
  };
  return {
    wrong,
    never: (view: ViewStates, state: State) => put(view, state, '-'),
    look: async (view: ViewStates, state: State, work: () => Promise<unknown>): Promise<void> => {
      try {
        await work();
        put(view, state, 'ok');
      } catch (error) {
        put(view, state, 'BAD');
        wrong.push(`${view.name}, ${state}: ${(error as Error).message.split('\n')[0]}`);
      }
    },
    print: (states: readonly State[]): void => {
      const width = Math.max(...VIEW_STATES.map(({ name }) => name.length));
      console.log(`\n${'view'.padEnd(width)}  ${states.join('  ')}`);
      for (const { name } of VIEW_STATES)
        console.log(
          `${name.padEnd(width)}  ${states.map((state) => (cells.get(`${name} ${state}`) ?? '?').padEnd(state.length)).join('  ')}`,
        );
      for (const { name, asks, empty, searched } of VIEW_STATES)
        for (const state of [asks, empty, searched]) if (!has(state)) console.log(`  ${name}: ${state.why}`);
    },
  };
};

/** The tab of the queue is no part of its address. */
const chooseTab = async ({ page }: World, { sign }: ViewStates): Promise<void> => {
  if (sign.startsWith('queue-tab-')) await page.getByTestId(sign).click();
};

/** The window as it is just after its start, at a view. */
const startAt = async (world: World, view: ViewStates): Promise<void> => {
  await world.page.evaluate((hash) => {
    window.location.hash = hash;
    window.location.reload();
  }, view.address);
  await world.page.getByTestId('status-bar').waitFor();
  await chooseTab(world, view);
};

/** From wherever one is. */
const goTo = async (world: World, view: ViewStates): Promise<void> => {
  const { page } = world;
  if ((await page.getByRole('dialog').count()) > 0) {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, view.address);
  await page.getByTestId(view.sign).first().waitFor();
  await chooseTab(world, view);
};

const SOON = { timeout: 8_000 };
const picture = ({ launched }: World, view: ViewStates, state: string): Promise<string> =>
  launched.screenshot(join('estados', `${state}-${view.name}`));

/** What would write: none of it may be offered while the database can only be read. */
const ACTS = [
  ['home-issue', 'issue-open', 'mass-open', 'csv-choose', 'issue-submit', 'issue-import', 'duplicate'],
  ['save-xml', 'verify-one', 'verify-all', 'export-zip', 'export-files', 'patrol-run', 'snapshot-take'],
  ['drill-run', 'archive-make', 'mirror-choose', 'vault-change', 'vault-choose', 'cleanup-toggle'],
  ['queue-retry', 'queue-ask', 'queue-correct', 'sending-pause', 'sending-probe', 'sending-resume'],
  ['bulk-retry', 'caf-import', 'caf-skip', 'certificate-replace', 'company-save', 'practice-fault-apply'],
  ['mail-set-up', 'logo-choose', 'operator-add', 'trail-verify', 'trail-export', 'tour-begin'],
].flat();

/** In one look: asking for each of them by itself takes longer than the view. */
const OFFERED = ACTS.map((id) => `[data-testid="${id}"]:visible:not(:disabled):not([aria-disabled="true"])`);
const offered = ({ page }: World): Promise<readonly string[]> =>
  page
    .locator(OFFERED.join(', '))
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid') ?? ''));

describe('every view', () => {
  itInPractice(
    'without its answer shows grey lines; when it failed, says so and tries again; with nothing in it, says what will be there',
    async (world) => {
      const { page } = world;
      const matrix = createMatrix();
      for (const view of VIEW_STATES) {
        const { empty, asks, emptyBy } = view;
        const says = emptyBy !== undefined && has(asks) ? asks : null;
        if (!has(empty)) {
          matrix.never(view, 'empty');
          continue;
        }
        if (says !== null) await breakChannel(world, says, { ok: true, value: emptyBy });
        await matrix.look(view, 'empty', async () => {
          if (says === null) await goTo(world, view);
          else await startAt(world, view);
          await page.getByText(empty, { exact: true }).first().waitFor(SOON);
        });
        await picture(world, view, 'vacio');
        if (says !== null) await mendChannel(world, says);
      }
      const document = await world.issue(factura());
      await world.waitFor(document, 'received', isReceived);
      const alert = page.getByRole('alert').filter({ hasText: texts.errors.disk_full().what });
      for (const view of VIEW_STATES) {
        const { asks } = view;
        if (!has(asks)) {
          matrix.never(view, 'loading');
          matrix.never(view, 'failure');
          continue;
        }
        await breakChannel(world, asks, null);
        await matrix.look(view, 'loading', async () => {
          await startAt(world, view);
          await page.getByText(texts.common.loading).first().waitFor({ state: 'attached', timeout: 8_000 });
        });
        await breakChannel(world, asks, FAILURE);
        await matrix.look(view, 'failure', async () => {
          await alert.first().waitFor(SOON);
          expect(await alert.first().textContent()).toContain(texts.common.code('disk_full'));
          await picture(world, view, 'falla');
          await mendChannel(world, asks);
          await alert.first().getByRole('button', { name: texts.common.retry }).click(SOON);
          await until('it is there again', async () => (await alert.count()) === 0, 8_000);
        });
        await mendChannel(world, asks);
      }
      matrix.print(['loading', 'failure', 'empty']);
      expect(matrix.wrong).toEqual([]);
    },
    { timeout: 240_000 },
  );

  itInPractice(
    'searched in vain, brings everything back; without the SII, and while the database can only be read, says so and can be read',
    async (world) => {
      const { page } = world;
      const matrix = createMatrix();
      const done = await world.issue(factura());
      await world.waitFor(done, 'received', isReceived);
      await world.practice.advance(1);
      await world.waitFor(done, 'accepted', isDone);
      await world.practice.setFault('schema_rejection');
      const refused = await world.issue(factura({ name: 'Panadería La Rosca Ñata Ltda.' }));
      await world.waitFor(refused, 'stopped', needsPerson);

      for (const view of VIEW_STATES) {
        if (!has(view.searched)) {
          matrix.never(view, 'searched');
          continue;
        }
        await matrix.look(view, 'searched', async () => {
          await goTo(world, view);
          await page.getByTestId('filter-text').fill('zzzz no hay');
          await page.getByTestId('clear-filters').click(SOON);
          await page.getByTestId('clear-filters').waitFor({ state: 'hidden', ...SOON });
          expect(await page.getByTestId('filter-text').inputValue()).toBe('');
        });
      }

      await world.practice.setFault('down');
      for (let n = 0; n < 3; n++) await world.waitFor(await world.issue(factura()), 'failed', isWaiting);
      const sii = page.getByTestId('status-sii');
      await until('sending waits', async () => /sin respuesta/.test((await sii.textContent()) ?? ''));
      const usual = new Set<string>();
      for (const view of VIEW_STATES) {
        await matrix.look(view, 'offline', async () => {
          await goTo(world, view);
          expect(await sii.textContent()).toMatch(/SII sin respuesta/);
        });
        for (const id of await offered(world)) usual.add(id);
        await picture(world, view, 'sin-sii');
      }
      expect([...usual]).toEqual(expect.arrayContaining(['issue-open', 'queue-retry']));

      expect(damageTable(join(world.profileDir, 'resguardo.sqlite'), 'attempt')).toBeGreaterThan(0);
      await world.practice.advance(1).catch(() => undefined);
      const banner = page.getByTestId('database-damaged');
      await banner.waitFor({ timeout: 30_000 });
      for (const view of VIEW_STATES) {
        await matrix.look(view, 'read only', async () => {
          await page.evaluate((hash) => {
            window.location.hash = hash;
          }, view.address);
          await page.getByTestId(view.sign).or(page.getByTestId('reserved')).first().waitFor(SOON);
          await chooseTab(world, view);
          await world.settle();
          expect(await banner.isVisible()).toBe(true);
          expect(await offered(world)).toEqual([]);
        });
        await picture(world, view, 'solo-lectura');
        if (view.name === 'documento') {
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'hidden' });
        }
      }
      await page.getByTestId('database-recover').waitFor();
      matrix.print(['searched', 'offline', 'read only']);
      expect(matrix.wrong).toEqual([]);
    },
    { timeout: 240_000 },
  );
});
