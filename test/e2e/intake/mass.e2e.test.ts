import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, vi } from 'vitest';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ask } from '../../support/page/api.ts';
import { massScreen } from '../../support/page/mass-screen.ts';
import { until } from '../../support/page/until.ts';
import { itInPractice, type World } from '../support/world.ts';

// A thousand documents are signed, sent, and kept one by one.
vi.setConfig({ testTimeout: 240_000 });

const MANY = 1_000;
/** Enough to be killed in the middle twice; test/integration/intake/kill.test.ts does it a dozen times. */
const SOME = 400;
/** Long enough for a person to change their mind. */
const LONG = 2_000;
/** Of one boleta, so that each can be told by its total. */
const priceOf = (number: number): number => 1_000 + number;

const boletas = (world: World, count: number): string => {
  const rows = Array.from(
    { length: count },
    (_, index) => `${index + 1};Pan de la mañana nº ${index + 1};${priceOf(index + 1)}`,
  );
  const file = join(world.folder, `boletas-${count}.csv`);
  // As an old cash register saves it.
  writeFileSync(file, Buffer.from(['documento;item;precio', ...rows].join('\r\n'), 'latin1'));
  return file;
};

/** More than the card of a batch lists. */
const REFUSED = 231;

/** A batch whose documents were all refused when their turn came, as a day without a CAF leaves it. */
const refuse = (profileDir: string, count: number): void => {
  const db = new Database(join(profileDir, 'resguardo.sqlite'));
  const { lastInsertRowid: batch } = db
    .prepare(
      `INSERT INTO batch (company_id, name, sha256, state, created_at, created_by, ended_at)
       SELECT id, 'ventas.csv', ?, 'done', ?, 'Encargado', ? FROM company`,
    )
    .run('a'.repeat(64), Date.now(), Date.now());
  const row = db.prepare(
    `INSERT INTO batch_row (batch_id, number, line, label, type, receptor, total, draft_json, state, error_json)
     VALUES (?, ?, ?, ?, 39, '', 1000, '{}', 'failed', '{"code":"folios_exhausted","params":{"type":39}}')`,
  );
  for (let number = 1; number <= count; number++) row.run(batch, number, number + 1, String(number));
  db.close();
};

/** Every boleta that was issued, by folio. */
const issued = async ({
  page,
}: World): Promise<readonly { readonly folio: number; readonly total: number }[]> => {
  const found: { folio: number; total: number }[] = [];
  for (let cursor: string | null = null; ; ) {
    const list: { items: readonly { folio: number; total: number }[]; nextCursor: string | null } = await ask(
      page,
      'documents.list',
      { filter: { types: [39] }, cursor, limit: 200 },
    );
    found.push(...list.items.map(({ folio, total }) => ({ folio, total })));
    if (list.nextCursor === null) return found.toSorted((a, b) => a.folio - b.folio);
    cursor = list.nextCursor;
  }
};

const expectEachOnce = async (world: World, count: number): Promise<void> => {
  const found = await issued(world);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  expect(found.map(({ folio }) => folio)).toEqual(numbers);
  expect(found.map(({ total }) => total)).toEqual(numbers.map(priceOf));
};

/** The SII has every one of them, and each came once. */
const expectDrained = async (world: World, count: number): Promise<void> => {
  const last = await until(
    'nothing is left to be sent',
    async () => {
      const { byState } = await ask(world.page, 'queue.counts', {});
      return byState.success === count ? byState : null;
    },
    150_000,
  );
  expect(last).toMatchObject({ needs_person: 0, abandoned: 0 });
  const { received } = await ask(world.page, 'practice.get', {});
  expect(new Set(received.map(({ folio }) => folio)).size).toBe(received.length);
};

describe('mass issue', () => {
  itInPractice(
    `of a CSV of ${MANY} boletas, shows them, issues them with progress, and drains them`,
    async (world) => {
      const mass = massScreen(world.page);
      await mass.open();
      await world.settle();
      await world.launched.screenshot('mass-empty');
      await mass.choose(boletas(world, MANY));
      expect(await mass.field('csv-good').textContent()).toBe('1.000');
      expect(await mass.field('csv-wrong').textContent()).toBe('0');
      expect(await ask(world.page, 'documents.list', {})).toMatchObject({ total: 0 });
      await world.settle();
      await world.launched.screenshot('mass-preview');
      await mass.issue();
      await mass.field('batch-progress').waitFor();
      const seen = new Set<string>();
      while ((await mass.batch())?.state === 'running') {
        seen.add(await mass.progress());
        if (seen.size === 3) await world.launched.screenshot('mass-running');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await mass.field('batch-result').waitFor();
      expect(seen.size, 'the count moved while issuing').toBeGreaterThan(2);
      expect(await mass.progress()).toBe(texts.intake.batch.progress('1.000', '1.000'));
      await world.settle();
      await world.launched.screenshot('mass-done');
      await expectEachOnce(world, MANY);
      await mass.field('batch-queue').click();
      await expectDrained(world, MANY);
    },
  );

  itInPractice(
    'killed in the middle, and again, and started anew, issues each row exactly once',
    async (first) => {
      const mass = massScreen(first.page);
      await mass.open();
      await mass.choose(boletas(first, SOME));
      await mass.issue();
      await mass.waitFor('in its first third', ({ counts }) => counts.issued >= 60);
      const second = await first.restart('kill');
      await second.page.getByTestId('environment-chip').waitFor();
      const again = massScreen(second.page);
      await again.waitFor('in its second half', ({ counts }) => counts.issued >= 200);
      const third = await second.restart('kill');
      await third.page.getByTestId('environment-chip').waitFor();
      const { counts } = await massScreen(third.page).waitFor('done', ({ state }) => state === 'done');
      expect(counts).toEqual({ waiting: 0, issued: SOME, failed: 0, left: 0 });
      await expectEachOnce(third, SOME);
    },
  );

  itInPractice(
    'with errors in some rows, names row and column, and issues only the others',
    async (world) => {
      const mass = massScreen(world.page);
      const file = join(world.folder, 'mixta.csv');
      const rows = [
        'documento,tipo,rut,razon_social,giro,direccion,comuna,item,cantidad,precio,color',
        '1,boleta,,,,,,Marraqueta,2,1500,rojo',
        '2,factura,76.192.083-8,Ñandú Ltda.,Comercio,Los Álamos 1,Ñuñoa,Mesa,1,10000,',
        '3,boleta,,,,,,Hallulla,dos,900,',
        '4,boleta,,,,,,=HYPERLINK("http://x"),1,700,',
      ];
      writeFileSync(file, `\uFEFF${rows.join('\r\n')}`);
      await mass.open();
      await mass.choose(file);
      await mass.field('csv-unknown').waitFor();
      const { columns, mass: words } = texts.intake;
      await world.page.getByText(words.issue(3, columns.rut, texts.issues.bad_rut())).waitFor();
      await world.page.getByText(words.issue(4, columns.cantidad, texts.issues.not_a_number())).waitFor();
      await world.settle();
      await world.launched.screenshot('mass-errors');
      expect(await mass.field('csv-documents').textContent()).toBe('4');
      expect(await mass.field('csv-wrong').textContent()).toBe('2');
      expect(await mass.field('csv-total').textContent()).toBe('$3.700');
      expect(await mass.field('csv-skipped').textContent()).toBe(words.skipped(2));
      // The wrong ones come first, since they are what one has to look at; the others by a click.
      await expect.poll(() => mass.row(39, 1).count()).toBe(0);
      await mass.field('csv-only').getByText(words.showAll('4')).click();
      await mass.row(39, 1).waitFor();
      await mass.field('csv-only').getByText(words.showWrong('2')).click();
      await expect.poll(() => mass.row(39, 1).count()).toBe(0);
      await mass.issue();
      const { counts } = await mass.waitFor('done', ({ state }) => state === 'done');
      expect(counts).toMatchObject({ issued: 2, failed: 0 });
      const { items } = await ask(world.page, 'documents.list', {});
      expect(items.map(({ total }) => total).toSorted((a, b) => a - b)).toEqual([700, 3000]);

      await mass.field('batch-another').click();
      await mass.choose(file);
      await mass.field('csv-earlier').waitFor();
      expect(await mass.field('csv-issue').isDisabled()).toBe(true);
      await mass.field('csv-again').check();
      expect(await mass.field('csv-issue').isEnabled()).toBe(true);
    },
  );

  itInPractice('cancelled in the middle, keeps what was issued and leaves the rest', async (world) => {
    const mass = massScreen(world.page);
    await mass.open();
    await mass.choose(boletas(world, LONG));
    await mass.issue();
    await mass.field('batch-cancel').click();
    await mass.field('batch-cancel-confirm').click();
    const { counts } = await mass.waitFor('cancelled', ({ state }) => state === 'cancelled');
    expect(counts.left).toBeGreaterThan(0);
    expect(counts.issued + counts.left).toBe(LONG);
    await mass.field('batch-result').waitFor();
    await world.settle();
    await world.launched.screenshot('mass-cancelled');
    expect(await ask(world.page, 'documents.list', {})).toMatchObject({ total: counts.issued });
  });

  itInPractice(
    'of which very many were refused, shows the first of them and says of how many',
    async (first) => {
      const world = await first.restart('quit', { meanwhile: () => refuse(first.profileDir, REFUSED) });
      const { page } = world;
      await world.documents.open();
      await page.getByTestId('mass-open').click();
      const more = page.getByTestId('batch-failed-more');
      await more.scrollIntoViewIfNeeded();
      expect(await more.textContent()).toBe(texts.lists.first('200', String(REFUSED)));
      await world.settle();
      await world.launched.screenshot('emision-masiva-muchos-rechazados');
    },
  );
});
