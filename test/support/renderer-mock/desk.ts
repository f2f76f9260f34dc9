import { CHECKS } from '../../../shared/domain/diagnosis.ts';
import { CHECKLIST_STEPS } from '../../../shared/domain/home.ts';
import { localDate, nextDate } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

/** What the mock knows of Inicio's days, the tour, Ayuda and the desktop. */
export const deskAnswers = (now: number, busy: boolean) => {
  const today = localDate(now);
  const checklist: Output<'home.checklist'> = {
    items: CHECKLIST_STEPS.filter((step) => step !== 'elsewhere' && step !== 'recovery').map((step) => ({
      step,
      done: step === 'company' || step === 'certificate' || step === 'folios' || (busy && step !== 'tour'),
    })),
    away: false,
  };
  const day = (index: number) => {
    const issued = busy && index % 7 < 5 ? 3 + ((index * 5) % 11) : 0;
    return {
      date: nextDate(today, index - 29),
      issued,
      accepted: Math.max(0, issued - (index % 4)),
      failed: index % 9 === 4 ? Math.min(issued, 2) : 0,
    };
  };
  const trends: Output<'home.trends'> = {
    days: Array.from({ length: 30 }, (_, index) => day(index)),
    sii: (['none', 'up', 'up', 'slow', 'down', 'unsteady', 'up'] as const).map((verdict, index) => ({
      date: nextDate(today, index - 6),
      verdict: busy ? verdict : 'none',
      attempts: busy && verdict !== 'none' ? 24 : 0,
      unanswered: busy ? ({ down: 20, unsteady: 3 }[verdict as string] ?? 0) : 0,
      slow: busy && verdict === 'slow' ? 15 : 0,
    })),
  };
  const presence: Output<'presence.get'> = {
    closeToTray: true,
    startWithSystem: false,
    noticeTrouble: true,
    noticeGood: false,
    trayAvailable: true,
    noticesAvailable: true,
    startAvailable: true,
  };
  const tour: Output<'tour.get'> = { stop: null, documentId: null, done: false };
  return {
    'documents.askNow': () => ({ asked: true }),
    'home.trends': () => trends,
    'home.checklist': () => checklist,
    'home.putAway': () => ({ ...checklist, away: true }),
    'tour.get': () => tour,
    'tour.go': () => ({ ...tour, stop: 'welcome' as const }),
    'tour.leave': () => tour,
    'help.diagnose': (): Output<'help.diagnose'> => ({
      at: now,
      checks: CHECKS.map((name, index) => ({
        number: index + 1,
        name,
        outcome: name === 'versions' ? 'info' : 'good',
        said: name === 'versions' ? 'info' : 'good',
        facts: {},
        ms: 3,
      })),
    }),
    'help.saveReport': () => ({ file: '/home/rosa/diagnostico.txt' }),
    'presence.get': () => presence,
    'presence.set': () => presence,
    'network.back': () => ({}),
  };
};
