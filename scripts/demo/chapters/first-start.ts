import { ask } from '../../../test/support/page/api.ts';
import type { Stage } from '../stage.ts';

export const firstStart = async ({ page, checks, shoot, startPractice, go }: Stage): Promise<void> => {
  await page.getByTestId('start-practice').waitFor();
  const choices = await page.locator('[data-testid^="start-"]').count();
  checks.equal('an empty profile offers three ways to begin', choices, 3);
  await shoot('bienvenida');
  await startPractice();
  const status = await ask(page, 'app.status', {});
  checks.equal('Práctica is set up in one click', [status.stage, status.environment], ['ready', 'practice']);
  const chip = await page.getByTestId('environment-chip').textContent();
  checks.equal('the chip says PRÁCTICA', chip?.startsWith('PRÁCTICA'), true);
  await shoot('inicio-vacio');
  await go('documentos');
  await shoot('documentos-vacio');
};
