import { ask } from '../../../test/support/page/api.ts';
import { DOCUMENTS } from '../invented.ts';
import type { Stage } from '../stage.ts';

export const lostAnswer = async (stage: Stage): Promise<void> => {
  const { checks, shoot, practice, queue, waitFor } = stage;
  await practice.setFault('lost_answer');
  const document = await stage.issue(DOCUMENTS.lostAnswer);
  await waitFor(
    document,
    'uncertain',
    (seen) => seen.document.uncertain && seen.document.queueState === 'pending',
  );
  await shoot('emitida-por-confirmar');
  await queue.tab('uncertain');
  await shoot('cola-por-confirmar');
  checks.equal(
    'what is in doubt offers no resend',
    await queue.row(document).getByTestId('queue-retry').count(),
    0,
  );
  await practice.setFault('none');
  await practice.advance(1);
  const { document: row, attempts } = await waitFor(
    document,
    'accepted',
    (seen) => seen.document.siiState === 'accepted' && seen.backup?.file != null,
  );
  checks.equal('the document in doubt ends accepted', row.siiState, 'accepted');
  checks.equal(
    'it was uploaded once, then asked for',
    attempts.map(({ kind, outcome }) => `${kind} ${outcome}`),
    ['upload uncertain', 'ask confirmed'],
  );
  const { received } = await ask(stage.page, 'practice.get', {});
  const there = received.find(({ type, folio }) => type === document.type && folio === document.folio);
  checks.equal('the practice SII counts one upload of it', there?.uploads, 1);
  await practice.open();
  await stage.page.getByTestId('practice-received').scrollIntoViewIfNeeded();
  await shoot('ajustes-lo-que-recibio-el-sii');
};
