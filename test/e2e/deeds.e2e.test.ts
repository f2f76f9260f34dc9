import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import yauzl from 'yauzl';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting, needsPerson } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const { drafts, form: words } = texts.documents;

const focused = ({ page }: World): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
const kept = ({ page }: World) => page.getByTestId('kept-draft');
const untilSaved = ({ page }: World): Promise<void> =>
  page.locator('[data-testid="draft-keeping"][data-keeping="saved"]').waitFor();

describe('a draft', () => {
  itInPractice(
    'is kept while it is typed, through a power cut, and comes back when thrown away',
    async (first) => {
      await first.form.open();
      expect(await first.page.getByTestId('draft-keeping').count()).toBe(0);
      await first.form.fill(factura({ name: 'Panadería Ñuble' }));
      await first.form.field('line-add').click();
      await first.form.field('line-1-name').fill('Marraquetas');
      await untilSaved(first);
      await until('the last word is kept', async () =>
        JSON.stringify((await ask(first.page, 'drafts.kept', {})).items).includes('Marraquetas'),
      );
      await first.settle();
      await first.launched.screenshot('borrador-guardado');

      const world = await first.restart('kill');
      const { page, form } = world;
      await world.documents.open();
      await expect.poll(() => kept(world).textContent()).toContain('Panadería Ñuble');
      await world.settle();
      await world.launched.screenshot('borradores');
      await page.getByTestId('draft-resume').click();
      await page.getByText(drafts.continued).waitFor();
      expect(await form.field('receptor-name').inputValue()).toBe('Panadería Ñuble');
      expect(await form.field('line-1-name').inputValue()).toBe('Marraquetas');

      // Thrown away, and taken back, without a mouse.
      await page.getByTestId('draft-discard').focus();
      await page.keyboard.press('Enter');
      await page.getByText(drafts.discarded).waitFor();
      await expect.poll(() => kept(world).count()).toBe(0);
      await world.settle(true);
      await world.launched.screenshot('borrador-deshacer');
      await page.getByTestId('undo').focus();
      await page.keyboard.press('Enter');
      await page.getByText(drafts.back).waitFor();
      await kept(world).waitFor();
      await page.getByTestId('draft-discard').click();
      await expect.poll(() => kept(world).count()).toBe(0);
      await page.getByTestId('undo').last().click();
      await page.getByTestId('draft-resume').click();
      expect(await form.field('receptor-address').inputValue()).toBe(factura().receptor?.address);
      await form.field('line-1-price').fill('500');
      await form.submit();
      await world.waitFor(await world.issued(), 'received', isReceived);
      await world.documents.open();
      await world.documents.rows().first().waitFor();
      expect(await kept(world).count()).toBe(0);
      expect((await ask(page, 'drafts.kept', {})).items).toEqual([]);
    },
  );
});

/** What the SII may object to, where the form then opens, and how it is mended. */
const OBJECTIONS = [
  {
    detail: "LSX-00221: the value is too long, element 'GiroRecep'",
    field: 'receptor-giro',
    mended: 'Panadería',
  },
  {
    detail: 'LSX-00333: DTE/Documento/Detalle[1]/NmbItem, value not valid',
    field: 'line-0-name',
    mended: 'Piñas',
  },
  { detail: '(HED-3-903) RUT Receptor Invalido', field: 'receptor-rut', mended: '60.803.000-K' },
  { detail: '(HED-3-905) Montos no coinciden con el Detalle', field: 'line-0-price', mended: '1000' },
] as const;

describe('what the SII refused', () => {
  itInPractice('is corrected from the field that it objected to, which says why', async (world) => {
    const { page, form } = world;
    for (const { detail, field, mended } of OBJECTIONS) {
      await ask(page, 'practice.setFault', { kind: 'schema_rejection', detail });
      const refused = await world.issue(factura());
      await world.waitFor(refused, 'stopped', needsPerson);
      await ask(page, 'practice.setFault', { kind: 'none' });
      await world.queue.tab('person');
      await world.queue.row(refused).getByTestId('queue-correct').click();
      await expect.poll(() => focused(world), { message: detail }).toBe(field);
      expect(await form.errorOf(field)).toBe(words.from.siiObjected(detail));
      await page.getByText(words.from.siiSaid(detail)).waitFor();
      if (field === 'receptor-rut') {
        await world.settle();
        await world.launched.screenshot('corregir-campo-objetado');
      }
      await form.field(field).fill(mended);
      await expect.poll(() => form.errorOf(field)).toBeNull();
      await form.submit();
      await world.waitFor(await world.issued(), `corrected after ${detail}`, isReceived);
    }
    // About no field: the form opens at its beginning, and still says what the SII said.
    await ask(page, 'practice.setFault', { kind: 'status_n', value: 8 });
    const signature = await world.issue(factura());
    await world.waitFor(signature, 'stopped', needsPerson);
    await world.queue.tab('person');
    await world.queue.row(signature).getByTestId('queue-correct').click();
    await form.field('receptor-name').waitFor();
    expect(await page.locator('[data-testid="issue-form"] [aria-invalid="true"]').count()).toBe(0);
  });
});

/** The names of all files in a ZIP, and the text of one. */
const inZip = (file: string, wanted: string): Promise<{ names: string[]; content: string }> =>
  new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (problem, zip) => {
      if (problem) return reject(problem);
      const names: string[] = [];
      let content = '';
      zip.on('entry', (entry: yauzl.Entry) => {
        names.push(entry.fileName);
        if (entry.fileName !== wanted) return zip.readEntry();
        zip.openReadStream(entry, (trouble, stream) => {
          if (trouble) return reject(trouble);
          void text(stream).then((read) => {
            content = read;
            zip.readEntry();
          }, reject);
        });
      });
      zip.on('end', () => resolve({ names, content }));
      zip.on('error', reject);
      zip.readEntry();
    });
  });

/** Leaves three messages as bad days leave them: two failed, one in doubt. */
const badMails = (profileDir: string, documentId: number): void => {
  const db = new Database(join(profileDir, 'resguardo.sqlite'));
  const put = db.prepare(
    `INSERT INTO customer_mail (document_id, company_id, recipient, state, attempts, message_id, practice, created_at, updated_at, created_by, error_code)
     SELECT ?, company_id, 'cliente@cliente.invalid', ?, 1, ?, 1, ?, ?, 'Encargado', 'recipient_refused' FROM document WHERE id = ?`,
  );
  for (const [index, state] of ['failed', 'failed', 'uncertain'].entries())
    put.run(documentId, state, `m${index}@resguardo.invalid`, Date.now(), Date.now(), documentId);
  db.close();
};

/** One more page than the list shows. */
const MANY = 60;
const DAY = 86_400_000;
const SEVEN_YEARS = 7 * 366 * 24 * 3_600_000;

describe('by keys and in bulk', () => {
  itInPractice('rows are chosen, retried, verified, exported; what was not done is told', async (world) => {
    const { page, queue } = world;
    const { keyboard } = page;
    await world.practice.setFault('down');
    const all = [
      await world.issue(factura({ name: 'Panadería Ñuble' })),
      await world.issue(factura({ name: 'Panadería Ñuble' })),
      await world.issue(factura({ name: 'Zapatería' })),
    ];
    for (const each of all) await world.waitFor(each, 'failed', isWaiting);
    const [one, two, other] = all;
    if (!one || !two || !other) throw new Error('no documents');

    // The sheet has them all, and single keys can be turned off.
    await queue.tab('waiting');
    await queue.row(one).waitFor();
    await keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: texts.shell.help.title });
    await sheet.waitFor();
    for (const does of ['select', 'range', 'retry', 'verify', 'export'] as const)
      await sheet.getByText(texts.shell.help.rows[does]).waitFor();
    await world.settle();
    await world.launched.screenshot('atajos');
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });

    // Space chooses, Shift grows the choice, Space again lets go.
    const chosen = () => page.locator('tr[data-selected="true"]').count();
    await keyboard.press('j');
    await keyboard.press(' ');
    await expect.poll(chosen).toBe(1);
    await keyboard.press('Shift+ArrowDown');
    await expect.poll(chosen).toBe(2);
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+ ');
    await expect.poll(chosen).toBe(3);
    await keyboard.press(' ');
    await expect.poll(chosen).toBe(2);
    await page.getByRole('button', { name: texts.common.clearSelection }).click();
    await expect.poll(chosen).toBe(0);

    // R on a row with the SII still down: it is tried again, and fails again.
    await keyboard.press('j');
    const attempts = async () =>
      (await Promise.all(all.map(world.detail))).reduce((n, seen) => n + seen.attempts.length, 0);
    const before = await attempts();
    await keyboard.press('r');
    await until('one more attempt', async () => (await attempts()) > before);

    // A filter, all that it finds, and only that, abandoned with a reason; the rest is left as it was.
    await queue.search('nuble');
    await expect.poll(() => queue.rows().count()).toBe(2);
    await page.getByTestId('select-all').check();
    await page.getByTestId('bulk-abandon').click();
    await queue.giveReason('Pedido anulado');
    await queue.confirmAbandon();
    await page.getByText(texts.queue.report.abandoned(2)).waitFor();
    for (const each of [one, two]) await world.waitFor(each, 'abandoned', isAbandoned);
    expect(isAbandoned(await world.detail(other))).toBe(false);
    await page.getByTestId('undo').last().click();
    for (const each of [one, two]) await world.waitFor(each, 'waiting again', isWaiting);

    // One was received meanwhile in main, and the page does not know yet: the report says which and why.
    await world.practice.setFault('none');
    await queue.tab('waiting');
    await queue.search('');
    await queue.row(one).waitFor();
    await page.getByTestId('select-all').check();
    await keyboard.press('Escape');
    await page.getByTestId('bulk-retry').click();
    for (const each of all) await world.waitFor(each, 'received', isReceived);
    await world.practice.advance(1);
    for (const each of all) await world.waitFor(each, 'accepted', isDone);

    // Verified and exported by one key each; the ZIP has documents, envelopes and an index of them.
    await world.backups.open();
    await world.backups.row(one).waitFor();
    await keyboard.press('v');
    await page
      .getByText(/verific/i)
      .first()
      .waitFor();
    await answerFolderChooser(world.launched.app, world.folder);
    await world.backups.search('nuble');
    await expect.poll(() => world.backups.rows().count()).toBe(2);
    await page.getByTestId('select-all').check();
    await page.locator('h1').click();
    await keyboard.press('e');
    await until('a ZIP', async () => readdirSync(world.folder).some((name) => name.endsWith('.zip')));
    const zip = join(world.folder, readdirSync(world.folder).find((name) => name.endsWith('.zip')) ?? '');
    await until('the whole ZIP', async () => existsSync(zip) && createReadStream(zip).readable);
    const { names, content } = await inZip(zip, 'indice.csv');
    expect(names.filter((name) => /^T33F[12]\.xml$/.test(name)).sort()).toEqual(['T33F1.xml', 'T33F2.xml']);
    expect(names.filter((name) => name.startsWith('envios/')).length).toBeGreaterThan(0);
    expect(content).toContain('Panadería Ñuble');
    expect(content).not.toContain('Zapatería');
    for (const each of [one, two]) expect(content).toContain((await world.detail(each)).sha256);

    await world.closeNotices();
    // Filters that were given a name are thrown away with a way back.
    await page.getByTestId('saved-open').click();
    await page.getByTestId('saved-name').fill('La panadería');
    await page.getByTestId('saved-save').click();
    await page.getByTestId('saved-open').click();
    await page.getByTestId('saved-remove').click();
    await page.getByTestId('undo').last().click();
    await page.getByText(texts.lists.saved.back('La panadería')).waitFor();

    // Ajustes: its index marks what is read.
    await world.go('ajustes');
    const marked = () => page.locator('nav button[aria-current="location"]').getAttribute('data-testid');
    await page.getByTestId('settings-keys').click();
    await expect.poll(marked).toBe('settings-keys');
    await page.getByTestId('settings-looks').click();
    await expect.poll(marked).toBe('settings-looks');
    await world.settle();
    await world.launched.screenshot('ajustes-indice');
    await page.getByTestId('company-giro').fill('Venta de pan y abarrotes');
    await page.getByTestId('company-save').click();
    await page.getByText(texts.settings.company.saved).waitFor();

    // What the system shows is asked of the system; what it gets is what was meant.
    await world.launched.app.evaluate(({ shell }) => {
      Reflect.set(globalThis, 'shown', []);
      const note = (path: string) => (Reflect.get(globalThis, 'shown') as string[]).push(path);
      shell.showItemInFolder = note;
      shell.openPath = (path) => {
        note(path);
        return Promise.resolve('');
      };
    });
    const shown = () => world.launched.app.evaluate(() => Reflect.get(globalThis, 'shown') as string[]);
    await world.backups.open();
    await page.getByTestId('open-vault').click();
    await expect.poll(async () => (await shown()).length).toBe(1);
    await world.backups.search('');
    await world.backups.openRow(one);
    await page.getByTestId('open-folder').click();
    await expect.poll(async () => (await shown()).at(-1)).toMatch(/T33F1/);
    await world.drawer.close();

    // The example of a CSV is saved where one says; a network that came back is told to main.
    await page.getByTestId('nav-documentos').click();
    await page.getByTestId('mass-open').click();
    await page.getByTestId('csv-example').click();
    await page.getByText(texts.intake.mass.exampleSaved).waitFor();
    expect(readdirSync(world.folder).some((name) => name.endsWith('.csv'))).toBe(true);
    await page.evaluate("window.dispatchEvent(new Event('online'))");

    // Messages to a customer whose sending ended badly, of yesterday: each can be settled from Ajustes.
    const again = await world.restart('quit', { meanwhile: () => badMails(world.profileDir, one.id) });
    await again.launched.app.evaluate(({ shell }) => {
      shell.openPath = () => Promise.resolve('');
    });
    await again.go('ajustes');
    await again.page.getByTestId('settings-mail').click();
    await again.page.getByTestId('mail-mark-3').waitFor();
    await again.settle();
    await again.launched.screenshot('correos-por-resolver');
    await again.page.getByTestId('mail-mark-3').click();
    await again.page.getByText(texts.mail.marked).waitFor();
    await again.page.getByTestId('mail-give-up-2').click();
    await again.page.getByText(texts.mail.gaveUp).first().waitFor();
    // Its way back outlives the screen.
    await again.go('inicio');
    await again.page.getByTestId('undo').click();
    await again.page.getByText(texts.mail.tookBack).waitFor();
    await again.go('ajustes');
    await again.page.getByTestId('settings-mail').click();
    await again.page.getByTestId('mail-give-up-2').click();
    await again.page.getByTestId('mail-give-up-2').waitFor({ state: 'detached' });
    await again.page.getByTestId('mail-retry-1').click();
    await again.page.getByText(texts.mail.retried).waitFor();
    await again.page.getByTestId('mail-open-3').click();

    // More than a page: all that match are abandoned by one button, also those that are not on screen.
    await again.practice.setFault('down');
    const rows = Array.from({ length: MANY }, (_, n) => `${n + 1};boleta;;Pan amasado;1;${1_000 + n}`);
    const csv = ['documento;tipo;rut;item;cantidad;precio', ...rows].join('\r\n');
    const batch = await ask(again.page, 'intake.csvPreview', {
      name: 'ventas.csv',
      content: Buffer.from(csv).toString('base64'),
    });
    await ask(again.page, 'intake.csvIssue', { preview: batch.id });
    const counted = async () => (await ask(again.page, 'queue.counts', {})).byState;
    await until('all are signed', async () => (await counted()).pending === MANY, 30_000);
    await until(
      'the queue is held',
      async () => (await ask(again.page, 'sending.state', {})).state === 'waiting',
      30_000,
    );
    await again.queue.tab('fresh');
    const held = again.queue.rows();
    if ((await held.count()) === 0) await again.queue.tab('waiting');
    await held.first().waitFor();
    await again.page.getByTestId('select-all').check();
    await again.page.getByTestId('select-matching').click();
    await again.settle();
    await again.launched.screenshot('cola-elegir-todos');
    await again.page.getByTestId('bulk-abandon').click();
    await again.queue.giveReason('Ventas de prueba');
    await again.queue.confirmAbandon();
    await until('the page has abandoned more than it shows', async () => (await counted()).abandoned > 50);
    await again.practice.setFault('none');

    // Seven years on: the clean-up shows what would go, and nothing goes before it is confirmed.
    await again.backups.open();
    await again.page.getByTestId('safekeeping-open').click();
    await again.page.getByTestId('snapshot-take').click();
    await until(
      'a snapshot',
      async () => (await ask(again.page, 'snapshots.list', {})).items.length > 0,
      30_000,
    );
    const goOn = (ms: number): Promise<void> =>
      again.launched.app.evaluate((_, by) => {
        const real = Date.now;
        Date.now = () => real() + by;
      }, ms);
    await goOn(SEVEN_YEARS);
    // A date is believed once the program has lived with it for some days.
    for (let day = 0; day < 12; day++) {
      await goOn(DAY);
      await ask(again.page, 'cleanup.set', { enabled: false });
    }
    await again.page.getByTestId('cleanup-toggle').click({ force: true });
    await again.page.getByTestId('cleanup-open').click();
    await again.page.getByTestId('cleanup-list').getByText('Factura 1').waitFor();
    await again.settle();
    await again.launched.screenshot('limpieza-confirmar');
    await again.page.getByRole('button', { name: texts.safekeeping.cleanup.cancel }).click();
    expect((await ask(again.page, 'cleanup.get', {})).last).toBeNull();
    await again.page.getByTestId('cleanup-open').click();
    await again.page.getByTestId('cleanup-confirm').click();
    await until('done', async () => (await ask(again.page, 'cleanup.get', {})).last !== null);
    expect((await ask(again.page, 'documents.list', {})).total).toBe(all.length + MANY);
  });
});
