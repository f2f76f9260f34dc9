import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { filesUnder, sha256InZip, sha256OfFile } from '../../scripts/demo/files.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { answerFolderChooser } from '../support/page/system.ts';
import { until } from '../support/page/until.ts';
import { factura, isDone, isReceived, stepsOf } from './support/documents.ts';
import { itInPractice, type World } from './support/world.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Issues one factura and lets the practice SII accept it. */
const accepted = async ({ issue, waitFor, practice }: World) => {
  const document = await issue(factura());
  await waitFor(document, 'received', isReceived);
  await practice.advance(1);
  return { document, detail: await waitFor(document, 'accepted and kept', isDone) };
};

describe('the main job', () => {
  itInPractice('with the SII up, takes a factura from the form to acceptance and backup', async (world) => {
    const { document, detail } = await accepted(world);
    expect(document).toMatchObject({ type: 33, folio: 1 });
    expect(stepsOf(detail)).toEqual(['upload confirmed', 'poll confirmed']);
    expect(detail.document).toMatchObject({
      total: 2832,
      receptorRut: '76192083-9',
      trackId: expect.any(String),
    });
    await world.documents.open();
    await expect
      .poll(() => world.documents.row(document).textContent())
      .toContain(texts.siiStates.accepted.name);
    await world.go('inicio');
    await expect.poll(() => world.page.getByTestId('home-hero').getAttribute('data-kind')).toBe('good');
  });

  itInPractice(
    'of an accepted document, leaves the very bytes that were signed in the vault',
    async (world) => {
      const { document, detail } = await accepted(world);
      const { vaultFolder } = await ask(world.page, 'settings.get', {});
      const file = join(vaultFolder, detail.backup?.file ?? '');
      expect(sha256OfFile(file)).toBe(detail.sha256);
      expect(sha256(readFileSync(file))).toBe(detail.backup?.sha256);
      // What is shown is what is kept, read as Latin-1.
      expect(detail.xml).toBe(readFileSync(file, 'latin1'));
      await world.backups.open();
      await expect
        .poll(() => world.backups.row(document).textContent())
        .toContain(texts.integrities.verified.name);
    },
  );

  itInPractice('exported as files and as ZIP, gives the same bytes, document and envelope', async (world) => {
    const { detail } = await accepted(world);
    const expected = {
      'T33F1.xml': detail.sha256,
      [`envios/${detail.envelopeFile}`]: detail.envelopeSha256,
    };
    await world.backups.open();
    await world.page.getByTestId('select-all').check();
    await answerFolderChooser(world.launched.app, world.folder);
    await world.page.getByTestId('export-files').click();
    await until('the exported files', async () => filesUnder(world.folder).length === 4);
    for (const [name, hash] of Object.entries(expected))
      expect(sha256OfFile(join(world.folder, name)), name).toBe(hash);
    await world.page.getByTestId('export-zip').and(world.page.locator(':enabled')).waitFor();
    await world.page.getByTestId('export-zip').click();
    const zip = await until('the ZIP', async () =>
      readdirSync(world.folder).find((name) => name.endsWith('.zip')),
    );
    expect(await sha256InZip(join(world.folder, zip))).toMatchObject(expected);
  });

  itInPractice(
    'when the folder chooser is cancelled, writes nothing and complains of nothing',
    async (world) => {
      await accepted(world);
      await world.backups.open();
      await world.closeNotices();
      await answerFolderChooser(world.launched.app, null);
      await world.page.getByTestId('export-zip').click();
      await world.page.getByTestId('export-zip').and(world.page.locator(':enabled')).waitFor();
      expect(filesUnder(world.folder)).toEqual([]);
      // One is always there for what is said aloud, and is empty.
      expect(await world.page.getByRole('alert').filter({ hasText: /\S/ }).count()).toBe(0);
    },
  );

  itInPractice(
    'when a file of the vault was changed, finds it and mends it from the database',
    async (world) => {
      const { detail } = await accepted(world);
      const { vaultFolder } = await ask(world.page, 'settings.get', {});
      const file = join(vaultFolder, detail.backup?.file ?? '');
      writeFileSync(file, 'broken by a bad disk');
      await world.backups.open();
      await world.page.getByTestId('verify-all').click();
      await world.page.getByText(texts.backups.verified.repaired('1', 1)).waitFor();
      expect(sha256OfFile(file)).toBe(detail.sha256);
    },
  );
});
