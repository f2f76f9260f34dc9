import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { COLORS, inColors } from './support/looks.ts';
import { resize, SIZES } from './support/sizes.ts';
import { allViews, type View } from './support/views.ts';
import { itInApp, type World } from './support/world.ts';

/** The least that the window can be. */
const LEAST = { width: 1024, height: 640 } as const;

/** What is wider than its room, by test id or class: a person would have to scroll sideways for it. */
const widerThanRoom = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body, main, main *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return overflowX !== 'hidden' && overflowX !== 'clip' && overflowX !== 'visible';
      })
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.dataset['testid'] ?? element.className}: ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );

/** Words that do not fit where they stand: cut off without a `title` that says them whole, or a hint longer than its field. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const widthOf = (text: string, style: CSSStyleDeclaration): number => {
      if (pen === null) return 0;
      pen.font = style.font;
      return pen.measureText(text).width;
    };
    const roomOf = (element: Element, style: CSSStyleDeclaration): number =>
      element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const found: string[] = [];
    for (const input of document.querySelectorAll('input')) {
      const style = getComputedStyle(input);
      const isChosen = input.readOnly || input.getAttribute('aria-haspopup') === 'listbox';
      const text = input.value === '' ? input.placeholder : isChosen ? input.value : '';
      if (input.clientWidth > 1 && widthOf(text, style) > roomOf(input, style) + 1)
        found.push(`cut off: ${text}`);
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { overflowX } = getComputedStyle(element);
      const isClipped = overflowX === 'hidden' || overflowX === 'clip';
      if (!isClipped || element.clientWidth <= 1 || element.scrollWidth <= element.clientWidth + 1) continue;
      if (element.tagName === 'INPUT' || element.closest('[title]') !== null) continue;
      const text = (element.textContent ?? '').trim();
      if (text !== '') found.push(`cut off: ${text.slice(0, 60)}`);
    }
    return found;
  });

/** All that is read or heard: text, and the attributes that speak. What is quoted, of files and of the SII, stands in <pre>, <code> and <q>. */
const wordsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent !== null && parent.closest('pre, code, q, style, script') === null)
        said.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        said.push(element.getAttribute(name) ?? '');
    return [...new Set(said.map((text) => text.trim()).filter(Boolean))];
  });

/** Words that no Spanish screen has a use for; `error` and `no` are the same in both. Ñ and accents are letters too. */
const ENGLISH =
  /(?<!\p{L})(the|and|your|with|from|please|save|cancel|delete|remove|retry|backup|queue|settings|loading|document|invoice|failed|success|pending|upload|file|folder|search|close|open|next|previous|back|submit|copy|help|unknown|undefined|null|NaN|select|clear|today|month|year|yesterday|tomorrow|week|day|days|hours|minutes|ago|is|are|was|not|this|that|of|for|all|none|yes|ok|edit|add|new|send|sent|retrying|waiting|failure|warning|name|address|amount|date|state|type|customer|receipt|password|sign|login|log|user|settings|options|more|show|hide|view|details|print|download|export|import|restore|sort|filter|rows?|page|pages|press|click|drop|browse|choose|apply|reset|undo|done|required|invalid|true|false|chapter)(?!\p{L})|\[object/iu;

const inEnglish = (words: readonly string[]): readonly string[] => words.filter((text) => ENGLISH.test(text));

/** What nobody in Chile writes so: thousands by comma, a day that begins with its year, the twelve hours, a RUT without its points. */
const FOREIGN = [
  /\$ ?\d{1,3}(,\d{3})+|(?<![\d,.])\d{1,3}(,\d{3})+(?![\d,])/,
  /\b\d{4}-\d{2}-\d{2}\b/,
  /\d ?[ap]\.? ?m\.?(?!\p{L})/iu,
  /(?<![\d.-])\d{7,8}-[\dkK](?!\w)/,
  /\d\.\d{3}-k\b/,
] as const;

const notChilean = (words: readonly string[]): readonly string[] =>
  words.filter((text) => FOREIGN.some((each) => each.test(text)));

/** One document in each state that looks different. */
const everyState = async (world: World) => {
  const good = await world.issue(
    factura({ name: 'Sociedad de Inversiones y Transportes Los Copihues Limitada' }),
  );
  await world.waitFor(good, 'received', isReceived);
  await world.practice.advance(1);
  await world.waitFor(good, 'accepted', isDone);
  await world.practice.setFault('schema_rejection');
  const bad = await world.issue(factura({ name: 'Panadería La Rosca Ñata Ltda.' }));
  await world.waitFor(bad, 'stopped', needsPerson);
  await world.practice.setFault('lost_answer');
  const doubtful = await world.issue(factura({ name: 'Ferretería El Perno Cuerdo' }));
  await world.waitFor(doubtful, 'in doubt', (seen) => seen.document.uncertain && isWaiting(seen));
  await world.practice.setFault('down');
  const given = await world.issue(factura({}, '98765432'));
  await world.waitFor(given, 'failed', isWaiting);
  await world.queue.tab('waiting');
  await world.queue.startAbandoning(given);
  await world.queue.giveReason('Para mirarlo');
  await world.queue.confirmAbandon();
  await world.waitFor(given, 'abandoned', isAbandoned);
  const waiting = await world.issue(factura({}, '98765432'));
  await world.waitFor(waiting, 'failed', isWaiting);
  return { good: good.id, bad: bad.id };
};

/** What was found wrong, view by view. */
const looker = (world: World) => {
  const { page, launched } = world;
  const wrong: Record<string, readonly string[]> = {};
  let seen = 0;
  const look = async (name: string, picture: string | null): Promise<void> => {
    // A tip that happens to hang under the pointer belongs to no view.
    await page.mouse.move(0, 0);
    await world.settle();
    if (picture !== null) await launched.screenshot(picture);
    const words = await wordsOn(page);
    const found = [
      ...(await widerThanRoom(page)),
      ...(await cutOff(page)),
      ...inEnglish(words),
      ...notChilean(words),
    ];
    if (found.length > 0) wrong[name] = found;
    seen += 1;
  };
  return {
    wrong,
    count: () => seen,
    look,
    /** Each view in each of the colours while it is open, with a picture of it. */
    visitInColors: async (views: readonly View[], size: string): Promise<void> => {
      for (const view of views) {
        await view.open(world);
        for (const colors of COLORS) {
          await inColors(page, colors);
          const name = `${size}-${colors}-${view.name}`;
          await look(name, name);
        }
        await view.leave?.(world);
      }
    },
    visit: async (views: readonly View[], size: string): Promise<void> => {
      for (const view of views) {
        await view.open(world);
        await look(`${size}-${view.name}`, null);
        await view.leave?.(world);
      }
    },
  };
};

/** Everything is still there, and the page scrolls sideways nowhere but inside of tables (WCAG 1.4.4, 1.4.10). */
const twiceItsSize = async (world: World, views: readonly View[]): Promise<void> => {
  const { page, launched } = world;
  const handle = await launched.app.browserWindow(page);
  const zoom = (factor: number) =>
    handle.evaluate((window, by) => window.webContents.setZoomFactor(by), factor);
  await zoom(2);
  await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(SIZES[0].width / 2);
  const wide: string[] = [];
  for (const view of views) {
    await view.open(world);
    const isWide = await page.evaluate<boolean>(
      `[document.documentElement, document.body, document.querySelector('main'), ...document.querySelectorAll('[role="dialog"]')]
        .some((each) => each.scrollWidth > each.clientWidth + 1)`,
    );
    if (isWide) wide.push(view.name);
    await view.leave?.(world);
  }
  expect(wide).toEqual([]);
  for (const section of Object.keys(texts.shell.nav))
    expect(await page.getByTestId(`nav-${section}`).isVisible()).toBe(true);
  await zoom(1);
  await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(SIZES[0].width);
};

describe('the window', () => {
  itInApp(
    'on every view, in both themes and all sizes, fits its room and says nothing in English',
    async (world) => {
      const { page } = world;
      const { wrong, look, visit, visitInColors, count } = looker(world);
      for (const colors of COLORS) {
        await inColors(page, colors);
        for (const size of SIZES) {
          await resize(world, size);
          await look(`bienvenida-${colors}`, `${size.width}x${size.height}-${colors}-bienvenida`);
        }
      }
      await page.getByTestId('start-production').click();
      await page.getByTestId('setup-next').click();
      await look('primer-inicio', `${SIZES[1].width}x${SIZES[1].height}-dark-primer-inicio`);
      await page.getByTestId('setup-back').click();
      await world.startPractice();
      const views = allViews(await everyState(world));
      for (const size of SIZES) {
        await resize(world, size);
        await visitInColors(views, `${size.width}x${size.height}`);
      }
      await resize(world, LEAST);
      await visit(views, `${LEAST.width}x${LEAST.height}`);
      console.log(`looked at ${count()} views of the window: ${Object.keys(wrong).length} with findings`);
      expect(wrong).toEqual({});

      await resize(world, SIZES[0]);
      await twiceItsSize(world, views);
      await world.form.open();
      const box = await page.getByTestId('line-0-name').boundingBox();
      expect(box?.width).toBeGreaterThan(160);
      await world.go('ajustes');
      await page.getByTestId('settings-looks').click();
      await world.go('inicio');
      await page.getByTestId('home-hero').waitFor();
      expect(await page.locator('main').evaluate((main) => main.scrollTop)).toBe(0);
    },
    { timeout: 300_000 },
  );
});
