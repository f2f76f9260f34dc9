import type { ChecklistStep } from '../../../shared/domain/home.ts';
import { localDate, localInstant, nextDate } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { adviseFolder } from '../../backup/folder.ts';
import { SLOW_ANSWER_MS, siiDay } from '../../domain/sii-day.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

const DAYS = 30;
const SII_DAYS = 7;

/** So many of Chile's dates up to today, oldest first. */
const datesUpTo = (today: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => nextDate(today, index - count + 1));

export const homeHandlers = ({
  store,
  clock,
  setup,
  preferences,
  safekeeping,
  profileDir,
  tour,
  announce,
}: Services): Pick<Handlers, 'home.trends' | 'home.checklist' | 'home.putAway'> => {
  const isElsewhere = async (folder: string | null): Promise<boolean> =>
    folder !== null && (await adviseFolder(folder, profileDir, store.companies.keys())).sameDisk === false;

  const checklist = async (): Promise<Output<'home.checklist'>> => {
    const company = setup.company();
    const practice = company.environment === 'practice';
    const certificate = store.certificates.active(company.id);
    const done: Record<ChecklistStep, boolean> = {
      company: true,
      certificate: certificate !== null && certificate.validTo > clock.now(),
      folios: store.figures.folios(company.id).some(({ left }) => left > 0),
      document: store.trends.isAnyIssued(company.id),
      verified: store.trends.isAnyVerified(company.id),
      elsewhere:
        (await isElsewhere(preferences.vaultFolder())) ||
        (await isElsewhere(safekeeping.mirror.state().folder)),
      recovery: safekeeping.recoverable() === 'passphrase',
      tour: tour.view().done,
    };
    const steps = (Object.keys(done) as ChecklistStep[]).filter((step) =>
      practice ? step !== 'elsewhere' && step !== 'recovery' : step !== 'tour',
    );
    return { items: steps.map((step) => ({ step, done: done[step] })), away: preferences.checklistAway() };
  };

  return {
    'home.trends': () => {
      const company = setup.company();
      const today = localDate(clock.now());
      const dates = datesUpTo(today, DAYS);
      const counts = new Map(store.trends.days(company.id, dates[0] ?? today).map((day) => [day.date, day]));
      return {
        days: dates.map((date) => counts.get(date) ?? { date, issued: 0, accepted: 0, failed: 0 }),
        sii: datesUpTo(today, SII_DAYS).map((date) => {
          const seen = store.trends.attempts(
            localInstant(date, 0),
            localInstant(nextDate(date, 1), 0),
            SLOW_ANSWER_MS,
          );
          return { date, verdict: siiDay(seen), ...seen };
        }),
      };
    },
    'home.checklist': checklist,
    'home.putAway': ({ away }) => {
      preferences.setChecklistAway(away);
      announce(['settings']);
      return checklist();
    },
  };
};
