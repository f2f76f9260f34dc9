import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura, isDone, isReceived, needsPerson } from '../e2e/support/documents.ts';
import { allViews } from '../e2e/support/views.ts';
import { itInPractice, type World } from '../e2e/support/world.ts';
import { until } from '../support/page/until.ts';
import { type Opening, whereFocusGoes } from './support/dialog-focus.ts';

/** What still moves by itself or by degrees: whoever asked for less motion sees each change at once. */
const moving = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isLong = (durations: string): boolean =>
      durations
        .split(',')
        .some((each) => Number.parseFloat(each) * (each.trim().endsWith('ms') ? 1 : 1_000) > 1);
    const moves: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      const style = getComputedStyle(element);
      const isEndless = style.animationName !== 'none' && style.animationIterationCount.includes('infinite');
      if (isLong(style.animationDuration) || isLong(style.transitionDuration) || isEndless)
        moves.push(element.dataset['testid'] ?? `${element.tagName} ${element.getAttribute('class') ?? ''}`);
    }
    return [...new Set(moves)].slice(0, 5);
  });

/** The one that the keyboard is at, and whether one sees that. */
const focusSeen = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return 'the focus is nowhere';
    const isMarked = (element: Element | null): boolean => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth, borderStyle, borderWidth } = getComputedStyle(element);
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) ||
        // A field of Mantine tells it by its border.
        (element.matches('input, textarea') && borderStyle !== 'none' && Number.parseFloat(borderWidth) > 0)
      );
    };
    const near = [at, at.nextElementSibling, at.closest('label'), at.parentElement];
    return near.some(isMarked) ? null : `${at.tagName} ${at.dataset['testid'] ?? at.textContent} has no mark`;
  });

/** Fields and buttons that have lost their edge together with their ground. */
const withoutEdge = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('input, textarea, .mantine-Button-root')]
      .filter((element) => element.checkVisibility() && element.closest('[aria-hidden="true"]') === null)
      .filter((element) => {
        if (element instanceof HTMLInputElement && element.type === 'file') return false;
        if (element.dataset['variant'] === 'subtle' || element.dataset['variant'] === 'transparent')
          return false;
        // Switches and radio buttons are drawn by what stands beside their own, unseen, box.
        if (element.matches('[type="checkbox"], [type="radio"]')) return false;
        // A field for several choices has its edge around all of them.
        const edged = element.closest('.mantine-MultiSelect-input') ?? element;
        const { borderStyle, borderWidth, outlineStyle } = getComputedStyle(edged);
        return (borderStyle === 'none' || Number.parseFloat(borderWidth) === 0) && outlineStyle === 'none';
      })
      .map((element) => element.dataset['testid'] ?? `${element.tagName} ${element.className}`)
      .slice(0, 5),
  );

/** By keyboard: where one is, what opens a dialog there, and the item of a menu where that lies between. */
const DIALOGS: readonly Opening[] = [
  { address: '#/inicio', opener: '[data-testid="commands-open"]' },
  { address: '#/ayuda', opener: '[data-testid="help-keys"]' },
  { address: '#/cola', opener: '[data-testid="sending-pause"]' },
  { address: '#/cola', opener: '[data-testid="queue-more"]', item: 'queue-abandon' },
  { address: '#/respaldos', opener: '[data-testid="backup-row-33-1"] button' },
  { address: '#/folios', opener: '[data-testid^="caf-actions-"]', item: 'caf-skip' },
  { address: '#/ajustes', opener: '[data-testid="operator-add"]' },
];

/** All that two live regions say from now on, with the time of each. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: { readonly from: string; readonly text: string; readonly at: number }[] = [];
    (globalThis as unknown as { heard: unknown }).heard = heard;
    for (const from of ['heard-queue', 'heard-alarm']) {
      const region = document.querySelector(`[data-testid="${from}"]`);
      if (region === null) throw new Error(`no ${from}`);
      new MutationObserver(() =>
        heard.push({ from, text: region.textContent ?? '', at: performance.now() }),
      ).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });

interface Heard {
  readonly from: 'heard-queue' | 'heard-alarm';
  readonly text: string;
  readonly at: number;
}
const heardOf = async ({ page }: World, from: Heard['from']): Promise<readonly Heard[]> =>
  (await page.evaluate<readonly Heard[]>('heard')).filter((each) => each.from === from);

describe('who sees, hears or moves otherwise', () => {
  itInPractice(
    'has no motion, forced colours with edges and a focus, the focus back after dialogs, and a queue that speaks now and then',
    async (world) => {
      const { page, launched } = world;
      const good = await world.issue(factura());
      await world.waitFor(good, 'received', isReceived);
      await world.practice.advance(1);
      await world.waitFor(good, 'accepted', isDone);
      await world.practice.setFault('schema_rejection');
      await world.go('inicio');
      await listen(page);
      const refused = [
        await world.issue(factura()),
        await world.issue(factura()),
        await world.issue(factura()),
      ];
      for (const each of refused) await world.waitFor(each, 'stopped', needsPerson);
      await until('the alarm has counted all', async () =>
        (await heardOf(world, 'heard-alarm')).some(({ text }) => text === texts.shell.status.alarm(3)),
      );
      await until('the queue has said the same', async () =>
        (await heardOf(world, 'heard-queue')).some(({ text }) => text === texts.shell.status.queue(0, 0, 3)),
      );
      const said = await heardOf(world, 'heard-queue');
      const gaps = said.slice(1).map(({ at }, index) => at - (said[index]?.at ?? 0));
      expect(gaps.filter((gap) => gap < 4_900)).toEqual([]);
      expect(await page.getByTestId('heard-alarm').getAttribute('role')).toBe('alert');
      await world.practice.setFault('none');

      const views = allViews({ good: good.id, bad: refused[0]?.id ?? 0 });
      const wrong: string[] = [];
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const view of views) {
        await view.open(world);
        wrong.push(...(await moving(page)).map((what) => `${view.name} moves: ${what}`));
        await view.leave?.(world);
      }
      for (const opening of DIALOGS) {
        const missed = await whereFocusGoes(world, opening);
        if (missed !== null) wrong.push(missed);
      }
      await page.emulateMedia({ reducedMotion: null, forcedColors: 'active' });
      for (const view of views) {
        await view.open(world);
        await world.settle();
        await page.keyboard.press('Tab');
        const seen = await focusSeen(page);
        if (seen !== null) wrong.push(`${view.name}, forced colours: ${seen}`);
        wrong.push(...(await withoutEdge(page)).map((what) => `${view.name}, no edge: ${what}`));
        await launched.screenshot(`colores-forzados-${view.name}`);
        await view.leave?.(world);
      }
      console.log(
        `${views.length} views without motion and in forced colours, ${DIALOGS.length} dialogs; the queue spoke ${said.length} times`,
      );
      expect(wrong).toEqual([]);
    },
    { timeout: 240_000 },
  );
});
