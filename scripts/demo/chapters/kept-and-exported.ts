import { join } from 'node:path';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ask } from '../../../test/support/page/api.ts';
import { answerFolderChooser } from '../../../test/support/page/system.ts';
import { until } from '../../../test/support/page/until.ts';
import { filesUnder } from '../files.ts';
import { OUTPUT } from '../output.ts';
import type { Stage } from '../stage.ts';

/** Written under a passing name first, so the name alone says that it is whole. */
const hasZip = (folder: string): boolean => filesUnder(folder).some((name) => name.endsWith('.zip'));

export const keptAndExported = async (stage: Stage, out: string): Promise<void> => {
  const { checks, shoot, backups, page, launched, queue, drawer, everything } = stage;
  await backups.open();
  await until('six rows of backups', async () => (await backups.rows().count()) === 6);
  await stage.closeNotices();
  await page.getByTestId('verify-all').click();
  await page.getByText(texts.backups.verified.good('6')).waitFor();
  const summary = await ask(page, 'backups.summary', {});
  checks.equal(
    'what the SII has is kept, and whole',
    {
      backedUp: summary.backedUp,
      received: summary.received,
      waiting: summary.filesPending,
      damaged: summary.damaged,
    },
    { backedUp: 6, received: 6, waiting: 0, damaged: 0 },
  );
  await shoot('respaldos-verificados', { keepNotices: true });
  const [, second] = everything;
  if (second) {
    await backups.row(second).getByRole('button').first().click();
    await drawer.waitFor();
    await drawer.tab('summary');
    await shoot('respaldo-resumen');
    for (const tab of ['timeline', 'xml', 'hashes'] as const) {
      await drawer.tab(tab);
      await shoot(`respaldo-${{ timeline: 'recorrido', xml: 'xml', hashes: 'huellas' }[tab]}`);
    }
    await drawer.close();
  }

  await page.getByTestId('select-all').check();
  await shoot('respaldos-seleccionados');
  const xml = join(out, OUTPUT.xml);
  await answerFolderChooser(launched.app, xml);
  await page.getByTestId('export-files').click();
  await until('the index of the exported files', async () => filesUnder(xml).includes('indice.csv'));
  await page.getByTestId('export-zip').and(page.locator(':enabled')).waitFor();
  const zip = join(out, OUTPUT.zip);
  await answerFolderChooser(launched.app, zip);
  await page.getByTestId('export-zip').click();
  await until('the exported ZIP', async () => hasZip(zip));
  await shoot('respaldos-exportados', { keepNotices: true });

  // What never got to the SII has no backup yet, but its XML can be taken out as well, one by one.
  const single = join(out, OUTPUT.single);
  await answerFolderChooser(launched.app, single);
  for (const [tab, document] of [
    ['person', everything.at(-2)],
    ['abandoned', everything.at(-1)],
  ] as const) {
    if (!document) continue;
    await queue.tab(tab);
    await queue.openDetail(document);
    await drawer.waitFor();
    await drawer.saveXml();
    const name = `T${document.type}F${document.folio}.xml`;
    await until(`${name} by itself`, async () => filesUnder(single).includes(name));
    if (tab === 'abandoned') await shoot('cola-detalle-abandonado');
    await drawer.close();
  }
};
