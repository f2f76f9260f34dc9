import { texts } from '../../shared/texts/es-CL.ts';
import type { Outlook } from './outlook.ts';

/** A notice of the system: what it says, and the place in the window that a click on it opens. */
export interface Notice {
  readonly cause: Cause;
  readonly title: string;
  readonly body: string;
  readonly address: string;
}

export type Cause = 'person' | 'abandoned' | 'backup' | 'certificate' | 'folios' | 'good';

/** One cause speaks once in so long, however much happens: what came in between is told together. */
export const QUIET_MS: number = 30 * 60_000;

/** Days before the end of the certificate at which it is said. */
const CERTIFICATE_DAYS = [30, 7, 1, 0] as const;

const t = texts.presence.notices;

/** What a cause has come to: a figure that is told when it grows. */
interface Level {
  readonly cause: Cause;
  readonly level: number;
  readonly say: (more: number) => Pick<Notice, 'title' | 'body'>;
  readonly address: string;
  readonly good?: true;
}

const levelsOf = (outlook: Outlook): readonly Level[] => {
  const { certificateDays: days } = outlook;
  return [
    {
      cause: 'person',
      level: outlook.needsPerson,
      say: (more) => ({ title: t.person(more), body: t.personText }),
      address: '#/cola?vista=person',
    },
    {
      cause: 'abandoned',
      level: outlook.abandoned,
      say: (more) => ({ title: t.abandoned(more), body: t.abandonedText }),
      address: '#/cola?vista=abandoned',
    },
    {
      cause: 'backup',
      level: outlook.vaultProblem === null ? 0 : 1,
      say: () => ({ title: t.backup, body: t.backupText }),
      address: '#/respaldos/proteccion',
    },
    {
      cause: 'certificate',
      level: days === null ? 0 : CERTIFICATE_DAYS.filter((limit) => days <= limit).length,
      say: () => ({
        title: days === 0 ? t.certificateEnded : t.certificate(days ?? 0),
        body: t.certificateText,
      }),
      address: '#/folios',
    },
    {
      cause: 'folios',
      level: outlook.fewFolios.length,
      say: () => ({
        title: t.folios(outlook.fewFolios.map((type) => texts.documentTypes[type]).join(', ')),
        body: t.foliosText,
      }),
      address: '#/folios',
    },
    {
      cause: 'good',
      level: outlook.acceptedToday,
      say: (more) => ({ title: t.good(more), body: t.goodText }),
      address: '#/documentos',
      good: true,
    },
  ];
};

export interface NoticeChoices {
  readonly noticeTrouble: boolean;
  readonly noticeGood: boolean;
}

/**
 * Decides what is worth a notice: what has grown since it was last told, one a cause in half an hour. What was so when the program
 * began is on its first screen, but for what runs out.
 * @returns a function that is shown the outlook from time to time and says what to tell
 */
export const createNotices = () => {
  const told = new Map<Cause, { level: number; at: number }>();
  return (outlook: Outlook, choices: NoticeChoices, watching: boolean): readonly Notice[] => {
    const notices: Notice[] = [];
    for (const { cause, level, say, address, good } of levelsOf(outlook)) {
      const before = told.get(cause);
      const runsOut = cause === 'certificate' || cause === 'folios';
      if (before === undefined && !runsOut) {
        told.set(cause, { level, at: Number.NEGATIVE_INFINITY });
        continue;
      }
      const { level: last, at } = before ?? { level: 0, at: Number.NEGATIVE_INFINITY };
      // Somebody is looking at the window, which shows it: it counts as told.
      if (level <= last || watching) {
        told.set(cause, { level, at });
        continue;
      }
      if (outlook.now - at < QUIET_MS) continue;
      told.set(cause, { level, at: outlook.now });
      if (good ? choices.noticeGood : choices.noticeTrouble)
        notices.push({ cause, address, ...say(level - last) });
    }
    return notices;
  };
};
