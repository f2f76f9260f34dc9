import type { FolioReportView } from '../../../shared/ipc/folios.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { Tone } from '../../components/tone.ts';

const t = texts.folios;

/** The SII may take a day to authorise more, and a weekend lies in between: below this it is time to ask. */
const SOON_DAYS = 7;
/** Beyond a year the pace of four weeks says nothing. */
const LONG_DAYS = 365;

/** How long the folios of a type last, in words; without a pace there is nothing to say. */
export const forecastOf = ({
  usable,
  daysLeft,
}: Pick<FolioReportView, 'usable' | 'daysLeft'>): { readonly text: string | null; readonly tone: Tone } => {
  if (usable === 0 || daysLeft === null) return { text: null, tone: 'neutral' };
  if (daysLeft > LONG_DAYS) return { text: t.lastsLong, tone: 'ok' };
  return { text: t.lasts(daysLeft), tone: daysLeft < 1 ? 'bad' : daysLeft < SOON_DAYS ? 'wait' : 'ok' };
};
