import type { Detail } from '../../../test/support/page/desk.ts';
import { DOCUMENTS } from '../invented.ts';
import type { Stage } from '../stage.ts';

const HOUR = 3_600_000;

/** How long the last failure makes it wait, in whole hours. */
const waitHours = ({ attempts, document }: Detail): number => {
  const last = attempts.at(-1);
  return Math.round(((document.nextDueAt ?? 0) - (last?.startedAt ?? 0)) / HOUR);
};

export const outage = async (stage: Stage): Promise<void> => {
  const { checks, shoot, practice, queue, waitFor, go } = stage;
  await practice.setFault('down');
  await shoot('ajustes-sii-caido');
  const two = [await stage.issue(DOCUMENTS.duringOutage1), await stage.issue(DOCUMENTS.duringOutage2)];
  const failed = ({ document }: Detail): boolean =>
    document.error !== null && document.queueState === 'pending';
  for (const each of two) {
    const detail = await waitFor(each, 'failed', failed);
    const name = `T${each.type}F${each.folio}`;
    const { error } = detail.document;
    checks.equal(
      `${name} fails for want of a connection`,
      [error?.class, error?.code],
      ['connection', 'no_connection'],
    );
    checks.equal(`${name} waits one hour`, waitHours(detail), 1);
  }
  await go('inicio');
  await shoot('inicio-con-espera');
  await queue.tab('waiting');
  await shoot('cola-reintentando');
  await practice.advance(1);
  for (const each of two) {
    const detail = await waitFor(
      each,
      'failed again',
      (seen) => failed(seen) && seen.document.failedRetries === 1,
    );
    checks.equal(
      `T${each.type}F${each.folio}: the retry fails, the next one is in two hours`,
      waitHours(detail),
      2,
    );
  }
  await queue.tab('waiting');
  await shoot('cola-segundo-intento');
  const [first] = two;
  if (first) {
    await queue.openDetail(first);
    await stage.drawer.waitFor();
    await shoot('cola-detalle-que-hago');
    await stage.drawer.tab('attempts');
    await shoot('cola-detalle-intentos');
    await stage.drawer.close();
  }
  await practice.setFault('none');
  await practice.advance(2);
  for (const each of two) {
    const { document, backup } = await waitFor(
      each,
      'sent',
      (seen) => seen.document.queueState === 'success' && seen.backup?.file != null,
    );
    checks.equal(
      `T${each.type}F${each.folio}: the retry succeeds, and it is backed up`,
      [document.queueState, backup !== null],
      ['success', true],
    );
  }
};
