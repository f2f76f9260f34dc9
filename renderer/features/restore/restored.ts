import type { Output } from '../../../shared/ipc/contract.ts';

export type RestoreReport = Output<'restore.run'>;

/** The window loads anew when what was restored is taken over; what was found out before is told after. */
const KEY = 'resguardo.restaurado';

export const rememberReport = (report: RestoreReport): void =>
  window.sessionStorage.setItem(KEY, JSON.stringify(report));

export const forgetReport = (): void => window.sessionStorage.removeItem(KEY);

/** What was taken over a moment ago, in this window; null for nothing. */
export const takenOver = (): RestoreReport | null => {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null') as RestoreReport | null;
  } catch {
    return null;
  }
};
