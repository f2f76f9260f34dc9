import { localTimestamp } from '../../../shared/format/time.ts';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { reportOf } from '../../diagnostics/report.ts';
import type { Handlers } from '../dispatch.ts';
import { saveText } from '../save-text.ts';
import type { Services } from '../services.ts';

/** `diagnostico-20261125-0930.txt`, by Chile's clock. */
const reportName = (now: number): string => {
  const [day = '', time = ''] = localTimestamp(now).split('T');
  return `diagnostico-${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}.txt`;
};

export const helpHandlers = (services: Services): Pick<Handlers, 'help.diagnose' | 'help.saveReport'> => {
  const run = () => diagnose({ ...services, runtime: services.desktop.runtime() });
  return {
    'help.diagnose': async () => {
      const { at, checks } = await run();
      return { at, checks: checks.map((check) => ({ ...check, facts: { ...check.facts } })) };
    },
    'help.saveReport': () =>
      saveText(services, 'report', reportName(services.clock.now()), async () => reportOf(await run())),
  };
};
