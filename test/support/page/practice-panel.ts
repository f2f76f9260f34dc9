import type { Page } from 'playwright';
import type { PracticeFaultKind } from '../../../shared/domain/practice.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ask } from './api.ts';
import { choose } from './controls.ts';
import { until } from './until.ts';

const HOUR = 3_600_000;

/** Hours that there are buttons for. */
export type Hours = 1 | 2 | 4 | 8 | 16;

/** Ajustes › SII de práctica: its faults and its clock. */
export const practicePanel = (page: Page) => {
  const open = async (): Promise<void> => {
    await page.getByTestId('nav-ajustes').click();
    await page.getByTestId('practice-fault-select').waitFor();
  };
  const setFault = async (kind: PracticeFaultKind): Promise<void> => {
    await open();
    await choose(page, 'practice-fault-select', texts.settings.faults[kind].name);
    const apply = page.getByTestId('practice-fault-apply');
    // Without a fault there is none to take away.
    if (kind !== 'none' || (await apply.isEnabled())) await apply.click();
    await until(
      `the practice SII shows ${kind}`,
      async () => (await ask(page, 'practice.get', {})).fault.kind === kind,
    );
  };
  const advance = async (hours: Hours): Promise<void> => {
    const before = (await ask(page, 'practice.get', {})).clockAheadMs;
    await open();
    await page.getByTestId(`practice-advance-${hours}h`).click();
    await until(
      `the practice clock is ${hours} h further`,
      async () => (await ask(page, 'practice.get', {})).clockAheadMs === before + hours * HOUR,
    );
  };
  /** How long the practice SII takes to decide. */
  const setProcessing = async (seconds: number): Promise<void> => {
    await open();
    await page.getByTestId('practice-processing').fill(String(seconds));
    await page.getByTestId('practice-processing-save').click();
    await until(
      `the practice SII takes ${seconds} s`,
      async () => (await ask(page, 'practice.get', {})).processingMs === seconds * 1_000,
    );
  };
  return { open, setFault, setProcessing, advance };
};
