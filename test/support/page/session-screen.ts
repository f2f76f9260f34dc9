import type { Page } from 'playwright';
import { texts } from '../../../shared/texts/es-CL.ts';

export interface NewOperator {
  readonly name: string;
  readonly role: 'usuario' | 'encargado';
  readonly pin: string;
}

/** Who is there: the screen that asks, the chip, and the card of Ajustes. */
export const sessionScreen = (page: Page) => {
  const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  const typePin = async (pin: string): Promise<void> => {
    await page.getByTestId('sign-in-secret').fill(pin);
    await page.getByTestId('sign-in-submit').click();
  };
  return {
    tile,
    typePin,
    screen: page.getByTestId('sign-in'),
    /** Chooses somebody, also where another one is expected. */
    choose: async (name: string): Promise<void> => {
      await page.getByTestId('sign-in').waitFor();
      const other = page.getByTestId('sign-in-other');
      if (await other.isVisible()) await other.click();
      await tile(name).click();
    },
    signIn: async (name: string, pin: string): Promise<void> => {
      await page.getByTestId('sign-in').waitFor();
      const other = page.getByTestId('sign-in-other');
      if (await other.isVisible()) await other.click();
      await tile(name).click();
      await typePin(pin);
      await page.getByTestId('sign-in').waitFor({ state: 'hidden' });
      await page.getByTestId('operator-chip').waitFor();
    },
    lock: async (): Promise<void> => {
      await page.getByTestId('operator-chip').click();
      await page.getByTestId('session-lock').click();
      await page.getByTestId('sign-in').waitFor();
    },
    /** Opens the form of the card; fills it, with one's own PIN where that is asked for. */
    fillNew: async (
      operator: NewOperator,
      own: { readonly name: string; readonly pin: string } | null,
    ): Promise<void> => {
      await page.getByTestId('nav-ajustes').click();
      await page.getByTestId('settings-operators').click();
      await page.getByTestId('operator-add').click();
      await page.getByRole('dialog', { name: texts.operators.add.title }).waitFor();
      await page.getByTestId('operator-name').fill(operator.name);
      await page.getByTestId(`role-${operator.role}`).check();
      await page.getByTestId('operator-secret').fill(operator.pin);
      await page.getByTestId('operator-secret-again').fill(operator.pin);
      if (own === null) return;
      await page.getByTestId('own-name').fill(own.name);
      await page.getByTestId('own-secret').fill(own.pin);
      await page.getByTestId('own-secret-again').fill(own.pin);
    },
    submitNew: async (): Promise<void> => {
      await page.getByTestId('operator-submit').click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    },
  };
};
