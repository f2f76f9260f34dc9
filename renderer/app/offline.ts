import type { Environment } from '../../shared/domain/states.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.shell.offline;

/** What it means to have no network. Práctica needs none: its SII is in this computer. */
export const offlineText = (environment: Environment | null, mayIssue: boolean): string => {
  if (environment === 'practice') return t.practice;
  return `${mayIssue ? t.issuing : t.reading} ${t.youCan}`;
};
