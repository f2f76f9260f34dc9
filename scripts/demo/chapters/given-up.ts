import { DOCUMENTS } from '../invented.ts';
import type { Stage } from '../stage.ts';

const REASON = 'El cliente se arrepintió; se emitió otra factura';

export const givenUp = async (stage: Stage): Promise<void> => {
  const { checks, shoot, practice, queue, waitFor, everything } = stage;
  await practice.setFault('http_503');
  const document = await stage.issue(DOCUMENTS.givenUp);
  const before = await waitFor(
    document,
    'failed',
    (seen) => seen.document.error !== null && seen.document.queueState === 'pending',
  );
  checks.equal('a busy SII is not the document’s fault', before.document.error?.class, 'unavailable');
  await queue.tab('waiting');
  await queue.startAbandoning(document);
  await queue.giveReason(REASON);
  await shoot('cola-abandonar');
  await queue.confirmAbandon();
  const { document: row } = await waitFor(
    document,
    'abandoned',
    (seen) => seen.document.queueState === 'abandoned',
  );
  checks.equal('it is abandoned with its reason', row.abandonedReason, REASON);
  await queue.tab('abandoned');
  await shoot('cola-abandonados', { keepNotices: true });
  await practice.setFault('none');
  await practice.advance(4);
  // The other stopped one is looked at again here too: four hours with the SII up have passed over both.
  const stopped = everything.slice(-2);
  for (const each of stopped) {
    const { attempts } = await stage.detail(each);
    checks.equal(`T${each.type}F${each.folio} is not tried again by itself`, attempts.length, 1);
  }
};
