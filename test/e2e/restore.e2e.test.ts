import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import type { Detail, Issued } from '../support/page/desk.ts';
import { restoreScreen } from '../support/page/restore-screen.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isAbandoned, isDone, isReceived, isWaiting } from './support/documents.ts';
import { inEveryLook } from './support/looks.ts';
import { isAllKept, vaultOutside } from './support/vault.ts';
import { itInApp, itInPractice, type World } from './support/world.ts';

const PASSPHRASE = 'siete ñandúes cruzan la pampa';
const isUncertain = ({ document }: Detail): boolean => document.siiState === 'uncertain';

const acceptedOne = async (world: World): Promise<Issued> => {
  const document = await world.issue(factura());
  await world.waitFor(document, 'received', isReceived);
  await world.practice.advance(1);
  await world.waitFor(document, 'accepted', isDone);
  return document;
};

/** What must be the same afterwards: everything but what goes on by itself. */
const businessOf = async ({ page }: World) => {
  const { items: documents, total } = await ask(page, 'documents.list', {
    filter: {},
    cursor: null,
    limit: 50,
  });
  const { items: backups } = await ask(page, 'backups.list', { filter: {}, cursor: null, limit: 50 });
  const queue = await ask(page, 'queue.list', { filter: {}, cursor: null, limit: 50 });
  const details = await Promise.all(documents.map(({ id }) => ask(page, 'documents.get', { id })));
  return {
    total,
    company: await ask(page, 'company.get', {}),
    cafs: (await ask(page, 'cafs.list', {})).items,
    backups: backups.map(({ type, folio, total: amount }) => ({ type, folio, amount })),
    queue: queue.items.map(({ type, folio }) => `${type} ${folio}`).toSorted(),
    details,
    documents: details.map(({ document, sha256, envelopeSha256, xml }) => ({
      type: document.type,
      folio: document.folio,
      receptor: document.receptorName,
      amount: document.total,
      sha256,
      envelopeSha256,
      xml,
    })),
  };
};
type Business = Awaited<ReturnType<typeof businessOf>>;

/** Attempts and history of before are the beginning of those of now. */
const expectSameHistory = (before: Business, after: Business): void => {
  for (const then of before.details) {
    const now = after.details.find(({ sha256 }) => sha256 === then.sha256);
    const attempts = (each: Detail) =>
      each.attempts
        .toSorted((a, b) => a.number - b.number)
        .map(({ kind, outcome, startedAt, trackId }) => ({ kind, outcome, startedAt, trackId }));
    const steps = ({ timeline }: Detail) => timeline.map(({ at, action }) => `${at} ${action}`);
    const name = `T${then.document.type}F${then.document.folio}`;
    expect(now && attempts(now).slice(0, then.attempts.length), name).toEqual(attempts(then));
    expect(now && steps(now), name).toEqual(expect.arrayContaining(steps(then)));
  }
};

const expectSame = (before: Business, after: Business): void => {
  const { details: _then, ...was } = before;
  const { details: _now, ...is } = after;
  const withoutIds = ({ cafs, backups: _backups, ...rest }: typeof was) => ({
    ...rest,
    cafs: cafs.map(({ id: _id, ...caf }) => caf),
  });
  // What was in doubt and turns out to be with the SII has its copy as well from then on.
  expect(is.backups).toEqual(expect.arrayContaining(was.backups));
  expect(withoutIds(is)).toEqual(withoutIds(was));
  expectSameHistory(before, after);
};

const uploadsOf = async ({ page }: World): Promise<Readonly<Record<number, number>>> =>
  Object.fromEntries(
    (await ask(page, 'practice.get', {})).received.map(({ folio, uploads }) => [folio, uploads]),
  );

/** What a person would read in English on the page. Names of programs and of the SII's own words aside. */
const englishOn = async ({ page }: World): Promise<readonly string[]> => {
  // What is read, with the spaces between its parts.
  // biome-ignore lint: textContent runs words of neighbours together
  const text = await page.locator('main').innerText();
  return (
    text.match(
      /(?<!\p{L})(the|and|your|with|please|save|cancel|delete|restore|snapshot|mirror|vault|backup|settings|loading|failed|success|pending|file|folder|archive|passphrase|drill|undefined|null)(?!\p{L})/giu,
    ) ?? []
  );
};

describe('the whole profile is deleted', () => {
  itInPractice('restored from the vault folder by the wizard, everything is back', async (world) => {
    const vault = await vaultOutside(world);
    const accepted = await acceptedOne(world);
    await world.practice.setFault('lost_answer');
    const uncertain = await world.issue(factura({}, '2500'));
    await world.waitFor(uncertain, 'uncertain', isUncertain);
    await world.practice.setFault('down');
    const abandoned = await world.issue(factura({}, '3500'));
    await world.waitFor(abandoned, 'failed', isWaiting);
    await world.queue.tab('waiting');
    await world.queue.startAbandoning(abandoned);
    await world.queue.giveReason('La venta no se hizo');
    await world.queue.confirmAbandon();
    await world.waitFor(abandoned, 'abandoned', isAbandoned);
    const pending = await world.issue(factura({}, '4500'));
    await world.waitFor(pending, 'in the queue', ({ document }) => document.queueState === 'pending');
    await isAllKept(world);
    const before = await businessOf(world);
    expect(before.total).toBe(4);

    const next = await world.restart('quit', {
      meanwhile: () => rmSync(world.profileDir, { recursive: true }),
    });
    expect((await ask(next.page, 'app.status', {})).stage).toBe('empty');
    const wizard = restoreScreen(next.page);
    await next.launched.screenshot('restore-welcome');
    await wizard.openFirst();
    await answerFolderChooser(next.launched.app, vault);
    await wizard.field('restore-pick').click();
    await wizard.field('restore-pick-path').waitFor();
    await next.launched.screenshot('restore-choose-first');
    await wizard.look();
    expect(await wizard.number('change-added')).toBe(4);
    expect(await wizard.number('change-overwritten')).toBe(0);
    await next.settle();
    await next.launched.screenshot('restore-review-first');
    await wizard.run();
    expect(await wizard.number('report-documents')).toBe(4);
    expect(await wizard.number('report-verified')).toBe(4);
    await next.launched.screenshot('restore-ready-first');
    await wizard.apply();
    await wizard.field('next-folio-33').waitFor();
    expect(await wizard.field('next-folio-33').textContent()).toContain('5');
    await next.launched.screenshot('restore-done-first');

    const after = await businessOf(next);
    expectSame(before, after);
    const stateOf = ({ folio }: Issued) =>
      after.details.find(({ document }) => document.folio === folio)?.document;
    expect(stateOf(accepted)).toMatchObject({ siiState: 'accepted', queueState: 'success' });
    expect(stateOf(abandoned)).toMatchObject({ queueState: 'abandoned' });

    // The next one has the next folio and is accepted; what was in doubt is asked for, and sent once at most.
    await next.go('inicio');
    const newOne = await next.issue(factura({}, '5500'));
    expect(newOne.folio).toBe(5);
    await next.waitFor(newOne, 'received', isReceived);
    for (const hours of [2, 2, 4] as const) await next.practice.advance(hours);
    const ids = new Map(after.details.map(({ document }) => [document.folio, document.id]));
    for (const each of [newOne, uncertain, pending])
      await next.waitFor({ ...each, id: ids.get(each.folio) ?? each.id }, 'accepted', isDone);
    expect(await uploadsOf(next)).toEqual({ 1: 1, 2: 1, 4: 1, 5: 1 });
    const { vaultFolder } = await ask(next.page, 'settings.get', {});
    expect(vaultFolder).toBe(vault);
    await isAllKept(next);
    console.info(
      `profile deleted in the window: documents ${before.total}, back ${after.total}, queue ${after.queue.length}, backups ${after.backups.length}, CAFs ${after.cafs.length}, next folio 5, sent twice 0`,
    );
  });

  itInPractice('restored from an archive with its passphrase, everything is back', async (world) => {
    await acceptedOne(world);
    await isAllKept(world);
    const before = await businessOf(world);
    const care = restoreScreen(world.page);
    await care.care();
    await care.field('archive-make').click();
    await answerFolderChooser(world.launched.app, world.folder);
    await care.field('archive-folder').click();
    await care.field('archive-folder-path').waitFor();
    await care.field('new-passphrase').fill(PASSPHRASE);
    await care.field('new-passphrase-again').fill('otra cosa');
    await care.field('passphrase-submit').click();
    await world.page.getByText(texts.safekeeping.passphrase.differs).waitFor();
    await care.field('new-passphrase-again').fill(PASSPHRASE);
    await world.launched.screenshot('archive-make');
    await care.field('passphrase-submit').click();
    const name = await until('the archive', async () =>
      readdirSync(world.folder).find((each) => each.endsWith('.resguardo')),
    );
    await world.page.getByText(texts.safekeeping.archive.done).waitFor();

    const next = await world.restart('quit', {
      meanwhile: () => rmSync(world.profileDir, { recursive: true }),
    });
    const wizard = restoreScreen(next.page);
    await wizard.openFirst();
    await wizard.field('source-archive').check();
    await answerFolderChooser(next.launched.app, join(world.folder, name));
    await wizard.field('archive-pick').click();
    await wizard.field('archive-pick-path').waitFor();
    await answerFolderChooser(next.launched.app, world.folder);
    await wizard.field('archive-into').click();
    await wizard.field('archive-into-path').waitFor();
    await wizard.field('archive-passphrase').fill('no es esta');
    await wizard.field('restore-look').click();
    await wizard.field('restore-problem').getByText(texts.errors.wrong_passphrase().what).waitFor();
    await next.launched.screenshot('archive-wrong-passphrase');
    await wizard.field('archive-passphrase').fill(PASSPHRASE);
    await wizard.look();
    await wizard.run();
    await wizard.apply();
    expectSame(before, await businessOf(next));
    const newOne = await next.issue(factura());
    expect(newOne.folio).toBe(2);
    await next.waitFor(newOne, 'received', isReceived);
  });
});

describe('a business that is there', () => {
  itInPractice('restored and gone back on, loses nothing that was issued in between', async (world) => {
    await vaultOutside(world);
    await acceptedOne(world);
    await isAllKept(world);
    const wizard = restoreScreen(world.page);
    await wizard.open();
    await wizard.look();
    expect(await wizard.number('change-added')).toBe(0);
    await wizard.run();
    await wizard.apply();
    const between = await world.issue(factura({}, '700'));
    expect(between.folio).toBe(2);
    await world.waitFor(between, 'received', isReceived);

    await wizard.open();
    await expect.poll(() => wizard.field('kept-row').count()).toBe(1);
    await wizard.field('kept-row').getByTestId('kept-revert').click();
    await wizard.field('kept-confirm').click();
    await wizard.waitReady();
    await wizard.apply();
    const after = await businessOf(world);
    expect(after.documents.map(({ folio }) => folio).toSorted()).toEqual([1, 2]);
    expect((await ask(world.page, 'restore.kept', {})).items).toHaveLength(2);
    const trail = await ask(world.page, 'trail.list', {});
    // Of the way back alone: the way there is in what was set aside.
    expect(trail.items.filter(({ action }) => action === 'restore.done').map(({ actor }) => actor)).toEqual([
      'Encargado',
    ]);
    const third = await world.issue(factura({}, '900'));
    expect(third.folio).toBe(3);
  });

  itInPractice('restored and thought better of, is as it was also after the next start', async (world) => {
    const document = await acceptedOne(world);
    await isAllKept(world);
    // One of its copies has gone bad meanwhile: what cannot be read is told by name, with the reason.
    const { vaultFolder } = await ask(world.page, 'settings.get', {});
    const file = (await world.detail(document)).backup?.file ?? '';
    writeFileSync(join(vaultFolder, file), 'dañado');
    const wizard = restoreScreen(world.page);
    await wizard.open();
    await expect.poll(() => wizard.field('kept-row').count()).toBe(0);
    await wizard.look();
    await wizard.run();
    const lost = wizard.field('report-lost');
    await lost.getByText(texts.restore.report.lost(1)).waitFor();
    expect(await lost.textContent()).toContain(texts.restore.report.lostWhy.damaged);
    await world.settle();
    await world.launched.screenshot('restore-report-lost');
    await wizard.field('restore-discard').click();
    await wizard.field('restore-look').waitFor();
    expect((await ask(world.page, 'restore.progress', {})).state).toBe('idle');
    const next = await world.restart('quit');
    await next.page.getByTestId('environment-chip').waitFor();
    expect((await ask(next.page, 'restore.kept', {})).items).toEqual([]);
  });

  itInApp('given a folder without a backup, says so and offers to look again', async (world) => {
    const wizard = restoreScreen(world.page);
    await wizard.openFirst();
    await answerFolderChooser(world.launched.app, world.folder);
    await wizard.field('restore-pick').click();
    await wizard.field('restore-look').click();
    await world.page.getByText(texts.errors.vault_not_found().what).waitFor();
    await world.launched.screenshot('restore-no-backup');
    await wizard.field('restore-again').click();
    await wizard.field('restore-back').click();
    await world.page.getByTestId('start-practice').waitFor();
  });
});

describe('a database that is garbage at the start', () => {
  itInPractice('is made anew out of the vault after one click, and kept aside', async (world) => {
    const vault = await vaultOutside(world);
    await acceptedOne(world);
    await isAllKept(world);
    const before = await businessOf(world);
    const database = join(world.profileDir, 'resguardo.sqlite');
    const dialogs = join(world.folder, 'dialogos.jsonl');
    const next = await world.restart('quit', {
      meanwhile: () => {
        for (const side of ['-wal', '-shm']) rmSync(`${database}${side}`, { force: true });
        writeFileSync(database, Buffer.alloc(64 * 1024, 'basura '));
      },
      preload: join(import.meta.dirname, 'support/answer-dialog.cjs'),
      env: {
        RESGUARDO_TEST_DIALOGS: dialogs,
        RESGUARDO_TEST_ANSWER: '0',
      },
    });
    await next.page.getByTestId('environment-chip').waitFor();
    const said = readFileSync(dialogs, 'utf8').trim().split('\n');
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({ title: texts.native.damaged.title });
    expectSame(before, await businessOf(next));
    const aside = readdirSync(world.profileDir).find((name) => name.startsWith('Base dañada'));
    expect(readFileSync(join(world.profileDir, aside ?? '', 'resguardo.sqlite'), 'utf8')).toContain('basura');
    expect(existsSync(join(vault, 'manifiesto.jsonl'))).toBe(true);
    const newOne = await next.issue(factura());
    expect(newOne.folio).toBe(2);
  });
});

describe('how the copies are cared for', () => {
  itInPractice(
    'in every size and colour, is in Spanish, and every button does what it says',
    async (world) => {
      await vaultOutside(world);
      await acceptedOne(world);
      await isAllKept(world);
      const care = restoreScreen(world.page);
      const main = world.page.locator('main');
      const picture = (what: string, isFoot = false): Promise<void> =>
        inEveryLook(world, async (name) => {
          await main.evaluate((each, foot) => each.scrollTo(0, foot ? each.scrollHeight : 0), isFoot);
          await world.settle();
          await world.launched.screenshot(`care-${name}-${what}`);
          expect([name, what, await englishOn(world)]).toEqual([name, what, []]);
        });
      await world.go('respaldos');
      await picture('respaldos');
      await care.care();
      await picture('empty');
      const mirror = join(world.folder, 'segunda');
      mkdirSync(mirror);
      await answerFolderChooser(world.launched.app, mirror);
      await care.field('mirror-choose').click();
      await until('the second copy', async () => {
        const { mirror: state } = await ask(world.page, 'vault.status', {});
        return state.lastCopyAt !== null;
      });
      await care.field('snapshot-take').click();
      await care.field('snapshot-row').first().waitFor();
      await care.field('patrol-run').click();
      await care.field('patrol-state').waitFor();
      await care.field('drill-run').click();
      await care.field('drill-state').waitFor();
      await care.field('drill-state').getByText(texts.safekeeping.drill.ok).waitFor();
      await care.field('mirror-sync').click();
      await world.page
        .getByText(texts.safekeeping.mirror.synced(0))
        .or(world.page.getByText(/copiados?$/))
        .first()
        .waitFor();
      await picture('full');
      await picture('full-foot', true);
      await care.open();
      await picture('choose');
      await care.look();
      await care.field('point-snapshot').check();
      await picture('review');
      await picture('review-foot', true);
      await care.field('point-latest').check();
      await care.run();
      await picture('ready');
      await care.apply();
      await picture('done');
      await world.go('ajustes');
      await world.page.getByTestId('settings-vault').click();
      await picture('ajustes');
    },
  );

  itInPractice('a document damaged here, comes back from the second copy by its button', async (world) => {
    const vault = await vaultOutside(world);
    const document = await acceptedOne(world);
    await isAllKept(world);
    const mirror = join(world.folder, 'segunda');
    mkdirSync(mirror);
    const care = restoreScreen(world.page);
    await care.care();
    await answerFolderChooser(world.launched.app, mirror);
    await care.field('mirror-choose').click();
    await until('the second copy', async () => {
      const { mirror: state } = await ask(world.page, 'vault.status', {});
      return state.lastCopyAt !== null;
    });
    const file = (await world.detail(document)).backup?.file ?? '';
    const good = readFileSync(join(mirror, file));

    // The disk goes bad while the second copy is away: rows and file at once.
    const next = await world.restart('quit', {
      meanwhile: () => {
        renameSync(mirror, `${mirror}-lejos`);
        const db = new Database(join(world.profileDir, 'resguardo.sqlite'));
        for (const table of ['document_content', 'backup_content'])
          db.prepare(`UPDATE ${table} SET bytes = ?`).run(Buffer.from('dañado'));
        db.close();
        writeFileSync(join(vault, file), 'dañado');
      },
    });
    const again = restoreScreen(next.page);
    await again.care();
    await again.field('patrol-run').click();
    await again.field('patrol-damaged').waitFor();
    const repair = again.field('damaged-documents').getByTestId(`repair-33-${document.folio}`);
    await repair.waitFor();
    await next.settle();
    await next.launched.screenshot('care-damaged');
    renameSync(`${mirror}-lejos`, mirror);
    await repair.click();
    await next.page.getByText(texts.safekeeping.patrol.repairDone('Factura 1')).waitFor();
    expect(readFileSync(join(vault, file))).toEqual(good);
    await again.field('patrol-run').click();
    await again.field('patrol-damaged').waitFor({ state: 'hidden' });
    await again.field('damaged-documents').waitFor({ state: 'hidden' });
    expect((await next.detail(document)).backup?.integrity).toBe('verified');
    await next.settle();
    await next.launched.screenshot('care-repaired');
  });
});
