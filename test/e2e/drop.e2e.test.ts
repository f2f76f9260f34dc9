import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { PRACTICE_IDK } from '../../main/dte/caf-issuers.ts';
import { makeCaf, practiceCafIssuer } from '../../main/dte/practice-identity.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import { localDate } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ask } from '../support/page/api.ts';
import { dragOver, dropFiles } from './support/drop.ts';
import { itInPractice, type World } from './support/world.ts';

const TYPES = [34, 110] as const;

/** Files of folios for the company of this test. */
const cafFiles = async (world: World): Promise<readonly string[]> => {
  const { rut, name } = await ask(world.page, 'company.get', {});
  return TYPES.map((type) => {
    const range = { type, from: 1, to: 20, authorizedOn: localDate(Date.now()), idk: PRACTICE_IDK };
    const file = join(world.folder, `caf-${type}.xml`);
    writeFileSync(file, makeCaf({ rut: rut as Rut, name, ...range }, practiceCafIssuer().privateKeyPem));
    return file;
  });
};

describe('files that are dragged into the window', () => {
  itInPractice(
    'dropped on their field, or on the page of folios, are taken as if they were chosen',
    async (world) => {
      const { page, folder } = world;
      const pfx = join(folder, 'certificado.pfx');
      writeFileSync(pfx, 'no certificate at all');
      const cafs = await cafFiles(world);
      await world.go('folios');
      const place = page.getByTestId('folios-drop');
      await dragOver(place, cafs);
      await expect.poll(() => place.getAttribute('data-over')).toBe('true');
      await world.settle();
      await world.launched.screenshot('folios-arrastrar');
      await dropFiles(place, cafs);
      for (const type of TYPES) await page.getByTestId(`caf-row-${type}-1`).waitFor();
      expect(await place.getAttribute('data-over')).toBe('false');
      await world.closeNotices();

      // The field within the page gets what is meant for it.
      await page.getByTestId('certificate-replace').click();
      const field = page.getByTestId('certificate-file');
      await dropFiles(field, [pfx]);
      await expect.poll(() => field.textContent()).toContain('certificado.pfx');
      await page.getByTestId('certificate-password').fill('clave');
      await page.getByTestId('certificate-submit').click();
      await page.getByText(texts.errors.pfx_unreadable().what).waitFor();
      expect((await ask(page, 'cafs.list', {})).items.map(({ type }) => type)).toEqual(
        expect.arrayContaining([...TYPES]),
      );

      // Beside every place: the window stays what it is.
      await dropFiles(page.getByTestId('nav-inicio'), [pfx]);
      await world.go('documentos');
      await page.getByTestId('mass-open').click();
      const csv = join(folder, 'ventas.csv');
      writeFileSync(csv, 'documento;tipo;rut;item;cantidad;precio\r\n1;boleta;;Pan amasado;1;1000');
      await dropFiles(page.getByTestId('csv-drop'), [csv]);
      await page.getByTestId('csv-issue').waitFor();
    },
  );
});
