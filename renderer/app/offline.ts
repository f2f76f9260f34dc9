import type { Environment } from '../../shared/domain/states.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.shell.offline;

/** What whoever reads the banner can do at that place: issue, only read, or set up the business. */
export type OfflinePlace = 'issuing' | 'reading' | 'first';

/** What it means to have no network. Práctica needs none: its SII is in this computer. */
export const offlineText = (environment: Environment | null, place: OfflinePlace): string =>
  environment === 'practice' ? t.practice : `${t[place]} ${t.youCan}`;
