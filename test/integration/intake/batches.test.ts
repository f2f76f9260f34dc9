import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openApp, type Resguardo } from '../../../main/app.ts';
import { createBatchService, type IssuePort } from '../../../main/intake/batches.ts';
import type { CsvDocument } from '../../../main/intake/csv/examine.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { openTempStore, type TempFolder, type TempStore, tempFolder } from '../../support/store.ts';

describe('the whole program', () => {
  let folder: TempFolder;
  let app: Resguardo;
  beforeEach(async () => {
    folder = tempFolder();
    app = await openApp({
      profileDir: join(folder.path, 'perfil'),
      defaultVault: join(folder.path, 'vault'),
      version: '0',
      keyring: null,
      desktop: {} as never,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    await ask('setup.practice', {});
  });
  afterEach(async () => {
    await app.stop();
    folder.remove();
  });
  const ask = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await app.dispatch(channel, input);
    if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
    return result.value as Output<C>;
  };
  const preview = (text: string) =>
    ask('intake.csvPreview', { name: 'x.csv', content: Buffer.from(text).toString('base64') });

  test('a CSV of 1,000 boletas / preview, pages, issue / issued once, in the order of the file', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `Pan ${index + 1};${1_001 + index}`);
    const seen = await preview(['item;precio', ...rows].join('\n'));
    expect(seen).toMatchObject({ documents: 1_000, good: 1_000, total: 1_500_500, earlier: null });
    expect(await ask('documents.list', {})).toMatchObject({ total: 0 });
    let [cursor, read]: [string | null, number] = [null, 0];
    do {
      const page: Output<'intake.csvRows'> = await ask('intake.csvRows', {
        preview: seen.id,
        cursor,
        limit: 200,
      });
      expect(page.items[0]?.number).toBe(read + 1);
      read += page.items.length;
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(read).toBe(1_000);

    const topics: string[] = [];
    app.onChange((each) => topics.push(...each));
    const begun = await ask('intake.csvIssue', { preview: seen.id });
    const twice = await app.dispatch('intake.csvIssue', { preview: seen.id });
    expect(twice).toMatchObject({ ok: false, error: { code: 'batch_running' } });
    const state = async () => (await ask('intake.batch', {})).batch?.state;
    await expect.poll(state, { timeout: 90_000 }).toBe('done');
    const { batch } = await ask('intake.batch', {});
    expect(batch?.counts).toEqual({ waiting: 0, issued: 1_000, failed: 0, left: 0 });
    expect(topics.filter((topic) => topic === 'intake').length).toBeGreaterThan(5);
    const rowsOf = await ask('intake.batchRows', { id: begun.id, limit: 200 });
    expect(rowsOf.items.map(({ folio, total }) => total - (folio ?? 0))).toEqual(
      rowsOf.items.map(() => 1_000),
    );
    const again = await app.dispatch('intake.csvIssue', { preview: seen.id });
    expect(again).toMatchObject({ ok: false, error: { code: 'batch_again', params: { issued: 1_000 } } });
    expect((await ask('documents.list', {})).total).toBe(1_000);
  });

  test('a file that is none / preview / a code, and no preview to issue', async () => {
    for (const [text, code] of [
      ['', 'csv_unreadable'],
      ['a;b\n1;2', 'csv_columns_missing'],
      ['item;precio\n"open;1', 'csv_unreadable'],
    ] as const) {
      const content = Buffer.from(text).toString('base64');
      expect(await app.dispatch('intake.csvPreview', { name: 'x.csv', content })).toMatchObject({
        ok: false,
        error: { code },
      });
    }
    expect(await app.dispatch('intake.csvIssue', { preview: 'a'.repeat(64) })).toMatchObject({
      ok: false,
      error: { code: 'preview_gone' },
    });
  });

  test('drafts in YAML / read / as in JSON; aliases that explode are refused', async () => {
    const read = (text: string, name = 'x.yaml') =>
      app.dispatch('drafts.read', { name, content: Buffer.from(text).toString('base64') });
    const yaml =
      'Encabezado:\n  IdDoc: {TipoDTE: 39}\nDetalle:\n  - {NmbItem: Pan, QtyItem: 007, PrcItem: 1000.50}\n';
    expect(await read(yaml)).toMatchObject({
      ok: true,
      value: {
        type: 39,
        draft: { Detalle: [{ NmbItem: 'Pan', QtyItem: '007', PrcItem: '1000.50' }] },
      },
    });
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 12; level++) {
      const [name, of] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(',')}]`);
    }
    expect(await read(bomb.join('\n'))).toMatchObject({ ok: false, error: { code: 'draft_unreadable' } });
    expect(await read('['.repeat(50_000))).toMatchObject({ ok: false, error: { code: 'draft_unreadable' } });
    expect(await read('['.repeat(500_000), 'x.json')).toMatchObject({
      ok: false,
      error: { code: 'draft_unreadable' },
    });
  });

  test('an inbox inside of the vault, of the profile, or around them / set / refused', async () => {
    mkdirSync(join(folder.path, 'vault'), { recursive: true });
    for (const place of ['vault', 'vault/entrada', 'perfil', '.']) {
      const result = await app.dispatch('intake.setInbox', {
        enabled: true,
        folder: join(folder.path, place),
      });
      expect(result, place).toMatchObject({ ok: false, error: { code: 'inbox_folder_taken' } });
    }
    expect(await ask('intake.inbox', {})).toMatchObject({ enabled: false });
    const folderOf = join(folder.path, 'entrada');
    expect(await ask('intake.setInbox', { enabled: true, folder: folderOf })).toMatchObject({
      enabled: true,
      folder: folderOf,
    });
  });
});

describe('a batch', () => {
  let clock: FakeClock;
  let temp: TempStore;
  let office: Office;
  beforeEach(() => {
    clock = createFakeClock(NOW);
    temp = openTempStore(clock);
    office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
  });
  afterEach(() => temp.close());

  const service = (issuing: IssuePort = office.issuing) =>
    createBatchService({
      store: temp.store,
      clock,
      timers: clock.timers,
      issuing,
      changed: () => {},
      onTrouble: () => {},
    });
  const document = (number: number, item = 'Pan'): CsvDocument => ({
    number,
    label: '',
    line: number + 1,
    draft: draft({ item }),
    type: 33,
    receptorRut: '60803000-K',
    receptorName: 'SII',
    item,
    items: 1,
    total: 1_190,
    issues: [],
  });
  const begin = (service: ReturnType<typeof createBatchService>, documents: readonly CsvDocument[]) =>
    service.begin({ companyId: 1, name: 'x.csv', sha256: 'f'.repeat(64), documents, again: false }, 'Ana');
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn++) await clock.advance(1);
  };

  test('folios run out / held, and goes on by itself once there are more / each row once', async () => {
    addCaf(temp.store, office.custody, 33, { from: 1, to: 30 });
    const batches = service();
    const { id } = begin(
      batches,
      Array.from({ length: 40 }, (_, index) => document(index + 1)),
    );
    await settle();
    expect(batches.latest(1)).toMatchObject({
      state: 'running',
      counts: { issued: 30, waiting: 10, failed: 0 },
      hold: { code: 'folios_exhausted' },
    });
    addCaf(temp.store, office.custody, 33, { from: 51, to: 100 });
    batches.kick();
    await settle();
    expect(batches.latest(1)).toMatchObject({ id, state: 'done', hold: null, counts: { issued: 40 } });
    expect(temp.store.documents.list(1).total).toBe(40);
  });

  test('one draft the rules refuse by now / it fails with its fields, the others are issued', async () => {
    addCaf(temp.store, office.custody, 33);
    const batches = service();
    const { id } = begin(batches, [document(1), document(2, 'a €'), document(3)]);
    await settle();
    expect(batches.latest(1)).toMatchObject({ state: 'done', counts: { issued: 2, failed: 1 } });
    const [row] = batches.rows(id, ['failed'], {}).rows;
    expect(row).toMatchObject({
      number: 2,
      folio: null,
      error: { code: 'draft_invalid', fields: [{ path: 'Detalle.0.NmbItem', code: 'not_latin1' }] },
    });
  });

  test('another process has issued a row meanwhile / nothing is issued for it', async () => {
    addCaf(temp.store, office.custody, 33);
    const batches = service({
      issueMany: (drafts, actor, how) => {
        // The other process works on the same file.
        const other = temp.again();
        const given = office.issuing.issue(draft(), 'otro');
        other.batches.issued(1, 1, given.id);
        return office.issuing.issueMany(drafts, actor, how);
      },
    });
    begin(batches, [document(1)]);
    await settle();
    expect(temp.store.documents.list(1).total).toBe(1);
    expect(temp.store.batches.rows(1).rows[0]).toMatchObject({ state: 'issued', documentId: 1 });
  });

  test('a copy of the database with a batch under way is restored / start / the batch is left', async () => {
    addCaf(temp.store, office.custody, 33);
    begin(service(), [document(1)]);
    clock.jump(1_000);
    temp.store.audit.add({ actor: 'resguardo', action: 'restore.done' });
    const after = service();
    after.start();
    await settle();
    expect(after.latest(1)).toMatchObject({ state: 'cancelled', counts: { left: 1, issued: 0 } });
    expect(temp.store.documents.list(1).total).toBe(0);
  });

  test('keys locked / held; cancelled / what waits is left', async () => {
    addCaf(temp.store, office.custody, 33);
    office.custody.locked = true;
    const batches = service();
    const { id } = begin(batches, [document(1), document(2)]);
    await settle();
    expect(batches.latest(1)?.hold).toMatchObject({ code: 'locked' });
    expect(batches.cancel(id)).toMatchObject({ state: 'cancelled', counts: { left: 2 }, hold: null });
  });
});
