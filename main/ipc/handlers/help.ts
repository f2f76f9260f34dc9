import { writeFile } from 'node:fs/promises';
import { appError } from '../../../shared/domain/errors.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { reportOf } from '../../diagnostics/report.ts';
import type { Handlers } from '../dispatch.ts';
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
    'help.saveReport': async () => {
      const file = await services.desktop.chooseSaveFile('report', reportName(services.clock.now()));
      if (file === null) return { file };
      await writeFile(file, reportOf(await run()), { mode: 0o600 }).catch((cause: unknown) => {
        services.log.warn('the report could not be written', { error: String(cause) });
        throw appError('folder_not_writable');
      });
      return { file };
    },
  };
};
