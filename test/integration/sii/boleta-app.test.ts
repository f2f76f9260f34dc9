import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApp, type Resguardo } from '../../../main/app.ts';
import { PRACTICE_IDK } from '../../../main/dte/caf-issuers.ts';
import { makeCaf, practiceCafIssuer } from '../../../main/dte/practice-identity.ts';
import type { Desktop } from '../../../main/ipc/services.ts';
import { sha256Hex } from '../../../main/store/hash.ts';
import { localDate } from '../../../shared/format/time.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output, Result } from '../../../shared/ipc/contract.ts';
import { type TempFolder, tempFolder } from '../../support/store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Nothing here opens a dialog or a window. */
const NO_DESKTOP = {
  chooseFolder: () => Promise.resolve(null),
  chooseFile: () => Promise.resolve(null),
  reveal: () => false,
} as unknown as Desktop;

/** The whole program but its window, with a boleta: from the draft to the backup, and through each thing that can happen. */
describe('boleta 39, through the program', () => {
  let folder: TempFolder;
  let app: Resguardo;
  const logged: string[] = [];

  const call = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = (await app.dispatch(channel, input)) as Result<Output<C>>;
    if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const log = (message: string, details?: object): void => {
    logged.push(`${message} ${JSON.stringify(details ?? {})}`);
  };

  beforeEach(async () => {
    folder = tempFolder();
    app = await openApp({
      profileDir: join(folder.path, 'perfil'),
      defaultVault: join(folder.path, 'respaldos'),
      version: '0.0.0',
      keyring: null,
      desktop: NO_DESKTOP,
      log: { info: log, warn: log, error: log },
      siiTimeouts: { connect: 1_000, headers: 300, body: 300, total: 1_000 },
    });
    await call('setup.practice', {});
  });
  afterEach(async () => {
    await app.stop();
    folder.remove();
  });

  const issue = async () =>
    call('documents.issue', {
      draft: {
        Encabezado: { IdDoc: { TipoDTE: 39 } },
        Detalle: [
          { NmbItem: 'Pan amasado, kilo', QtyItem: 2, PrcItem: 1_990 },
          { NmbItem: 'Huevos de campo', QtyItem: 1, PrcItem: 3_490, IndExe: 1 },
        ],
      },
    });
  const get = (id: number) => call('documents.get', { id });
  const state = async (id: number) => {
    const { document } = await get(id);
    return [document.siiState, document.queueState];
  };
  const becomes = (id: number, siiState: string, queueState: string) =>
    expect.poll(() => state(id), { timeout: 8_000, interval: 25 }).toEqual([siiState, queueState]);
  const received = async (folio: number) => {
    const { received: rows } = await call('practice.get', {});
    return rows.filter((row) => row.type === 39 && row.folio === folio);
  };
  const pass = (ms: number) => call('practice.advanceClock', { ms });
  const retry = (id: number) => call('queue.retry', { ids: [id] });
  const backedUp = (id: number) =>
    expect.poll(async () => (await get(id)).backup?.integrity, { timeout: 8_000 }).toBe('verified');

  it('all is well: 15 digits, accepted after the processing time, backed up with the bytes that were signed', async () => {
    const { id, folio, total } = await issue();
    expect([folio, total]).toEqual([1, 7_470]);
    await becomes(id, 'received', 'success');
    const [row] = await received(folio);
    expect(row).toMatchObject({
      trackId: expect.stringMatching(/^\d{15}$/),
      uploads: 1,
      state: 'processing',
    });
    await pass(MINUTE);
    await becomes(id, 'accepted', 'success');
    const detail = await get(id);
    expect(detail.siiReason).toMatchObject({
      code: 'EPR',
      params: { informed: 1, accepted: 1, rejected: 0 },
    });
    expect(detail.xml).toContain('<IndServicio>3</IndServicio>');
    expect(detail.xml).toContain('<MntNeto>3345</MntNeto>');
    expect(detail.xml).toContain('<IVA>635</IVA>');
    expect(detail.attempts.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['poll', 'confirmed'],
      ['upload', 'confirmed'],
    ]);
    await backedUp(id);
    const { backup, sha256 } = await get(id);
    if (!backup?.file) throw new Error('no file');
    expect(backup.sha256).toBe(sha256);
    expect(sha256Hex(readFileSync(join(folder.path, 'respaldos', backup.file)))).toBe(sha256);
    expect(logged.some((line) => line.includes('"channel":"boleta"'))).toBe(true);
    expect(logged.join('\n')).not.toMatch(/TOKEN|PRIVATE KEY/);
  });

  it('down: not sent, waits for its time; up again: the same boleta, once', async () => {
    await call('practice.setFault', { kind: 'down' });
    const { id, folio } = await issue();
    await becomes(id, 'not_sent', 'pending');
    expect((await get(id)).document.error).toMatchObject({ class: 'connection', code: 'no_connection' });
    await call('practice.setFault', { kind: 'none' });
    await pass(HOUR);
    await becomes(id, 'received', 'success');
    expect(await received(folio)).toMatchObject([{ uploads: 1 }]);
    await backedUp(id);
  });

  it('silent: uncertain, asked before anything is sent again, then the same bytes', async () => {
    const first = await issue();
    await becomes(first.id, 'received', 'success');
    await call('practice.setFault', { kind: 'silent', times: 1 });
    const { id, folio } = await issue();
    await becomes(id, 'uncertain', 'pending');
    expect((await get(id)).document.error).toMatchObject({ class: 'timeout', code: 'no_answer' });
    expect((await get(id)).backup).toBeNull();
    await pass(2 * HOUR + MINUTE);
    await becomes(id, 'received', 'success');
    // The one that was swallowed counts as an upload of these bytes too: they are the same.
    expect(await received(folio)).toMatchObject([{ uploads: 2 }]);
    expect((await get(id)).attempts.map(({ kind }) => kind).sort()).toEqual(['ask', 'upload', 'upload']);
  });

  it('answer lost: found when it is asked for, never uploaded twice', async () => {
    await call('practice.setFault', { kind: 'lost_answer', times: 1 });
    const { id, folio } = await issue();
    await becomes(id, 'uncertain', 'pending');
    await pass(MINUTE);
    await retry(id);
    await becomes(id, 'accepted', 'success');
    expect((await get(id)).siiReason).toMatchObject({ code: 'DOK' });
    expect(await received(folio)).toMatchObject([{ uploads: 1 }]);
    await backedUp(id);
  });

  it('401 twice: refused for sure, sent again later without asking', async () => {
    await call('practice.setFault', { kind: 'token_expired' });
    const { id, folio } = await issue();
    await becomes(id, 'not_sent', 'pending');
    const { document, attempts } = await get(id);
    expect(document.error).toMatchObject({ code: 'not_authenticated', params: { httpStatus: 401 } });
    expect(attempts).toMatchObject([{ kind: 'upload', outcome: 'refused' }]);
    await call('practice.setFault', { kind: 'none' });
    await retry(id);
    await becomes(id, 'received', 'success');
    expect((await get(id)).attempts.map(({ kind }) => kind)).toEqual(['upload', 'upload']);
    expect(await received(folio)).toHaveLength(1);
  });

  it('rejected after EPR: the reason stands in the document and in its error', async () => {
    await call('practice.setFault', { kind: 'rejection_after_epr', code: 'HED-3-305', times: 1 });
    const { id } = await issue();
    await becomes(id, 'received', 'success');
    await pass(MINUTE);
    await becomes(id, 'rejected', 'needs_person');
    const said = {
      code: 'HED-3-305',
      descripcion: expect.any(String),
      glosa: expect.stringMatching(/^HED-3-305 /),
    };
    const { siiReason, document, backup } = await get(id);
    expect(siiReason).toMatchObject({ code: 'EPR', params: { ...said, rejected: 1 } });
    expect(document.error).toMatchObject({ code: 'document_rejected', params: said });
    expect(backup).not.toBeNull();
  });

  it('observed after EPR: accepted, with what was observed', async () => {
    await call('practice.setFault', { kind: 'objections_after_epr', code: 'DTE-1-650', times: 1 });
    const { id } = await issue();
    await becomes(id, 'received', 'success');
    await pass(MINUTE);
    await becomes(id, 'objected', 'success');
    expect((await get(id)).siiReason).toMatchObject({ params: { code: 'DTE-1-650', objected: 1 } });
  });

  it('schema rejected: as an envelope, with the line at fault', async () => {
    await call('practice.setFault', { kind: 'schema_rejection', times: 1 });
    const { id } = await issue();
    await becomes(id, 'received', 'success');
    await pass(MINUTE);
    await becomes(id, 'rejected', 'needs_person');
    const { document } = await get(id);
    expect(document.error).toMatchObject({ code: 'envelope_rejected', params: { code: 'ENV-3-0' } });
    expect(document.error?.params['glosa']).toContain('LSX-00213');
  });

  it('41: without a CAF nothing is taken; with one it goes the same way', async () => {
    const draft = {
      Encabezado: { IdDoc: { TipoDTE: 41 } },
      Detalle: [{ NmbItem: 'Clase de guitarra', QtyItem: 1, PrcItem: 15_000 }],
    };
    expect(await app.dispatch('documents.issue', { draft })).toMatchObject({
      ok: false,
      error: { code: 'folios_exhausted' },
    });
    const { rut, name } = await call('company.get', {});
    const authorizedOn = localDate(Date.now());
    const caf = makeCaf(
      { rut, name, type: 41, from: 1, to: 50, authorizedOn, idk: PRACTICE_IDK },
      practiceCafIssuer().privateKeyPem,
    );
    await call('cafs.import', { name: 'caf-41.xml', content: caf.toString('base64') });
    const { id, total } = await call('documents.issue', { draft });
    expect(total).toBe(15_000);
    await becomes(id, 'received', 'success');
    await pass(MINUTE);
    await becomes(id, 'accepted', 'success');
    expect((await get(id)).document.trackId).toMatch(/^\d{15}$/);
    expect((await get(id)).xml).not.toContain('<IVA>');
    await backedUp(id);
  });
});
