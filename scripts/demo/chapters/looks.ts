import type { Section } from '../../../renderer/lib/route.ts';
import type { Stage } from '../stage.ts';

const SETTINGS = ['practice', 'company', 'vault', 'looks'] as const;
const SECTIONS: readonly Section[] = ['inicio', 'documentos', 'respaldos', 'cola', 'folios', 'ajustes'];

export const looks = async (stage: Stage): Promise<void> => {
  const { checks, shoot, page, go, form } = stage;
  await go('folios');
  await shoot('folios');
  await go('ajustes');
  for (const section of SETTINGS) {
    await page.getByTestId(`settings-${section}`).click();
    await shoot(`ajustes-${section}`);
  }
  await page.getByTestId('settings-looks').click();
  await stage.chooseColors('dark');
  const scheme = await page.locator('html').getAttribute('data-mantine-color-scheme');
  checks.equal('the dark side is one click away', scheme, 'dark');
  for (const section of SECTIONS) {
    await go(section);
    await shoot(`oscuro-${section}`);
  }
  await form.open();
  await shoot('oscuro-formulario');
  await stage.chooseColors('light');
};
