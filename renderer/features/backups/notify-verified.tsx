import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyProblem } from '../../components/notify.tsx';
import { documentName } from '../../lib/text.ts';

const t = texts.backups.verified;
/** More names than these do not help in a notice; the list can be filtered by integrity. */
const NAMED = 5;

/** What a verification found: all well, repaired, or damaged with their names. */
export const notifyVerified = (result: Output<'backups.verify'>): void => {
  const checked = formatNumber(result.checked);
  if (result.damaged.length > 0) {
    notifyProblem(
      t.title,
      <>
        {t.damaged(checked, result.damaged.length)}
        <br />
        {result.damaged.slice(0, NAMED).map(documentName).join(', ')}
      </>,
    );
  } else if (result.repaired > 0) notifyDone(t.title, t.repaired(checked, result.repaired));
  else notifyDone(t.title, t.good(checked));
};
