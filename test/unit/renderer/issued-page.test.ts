import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../renderer/features/documents/issued-steps.ts';
import { liveText } from '../../../renderer/features/tour/live.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

type Detail = Output<'documents.get'>;

const t = texts.documents.issued;
const document = { type: 33, folio: 7, siiState: 'accepted' } as Detail['document'];
const detail = (backup: Detail['backup']): Detail => ({ document, backup }) as Detail;
const kept = (file: string | null): Detail => detail({ file } as Detail['backup']);
const backedUp = (seen: Detail) => stepsOf(seen, null).find(({ label }) => label === t.steps.backedUp);

describe('the page after issuing', () => {
  it.each([
    ['without a backup, says that it comes', detail(null), { done: false, note: t.pending.backedUp }],
    [
      'with a backup that has no file in the folder, says so',
      kept(null),
      { done: false, note: t.pending.copied },
    ],
    ['with its file in the folder, says that it is backed up', kept('2026/11/T33F7.xml'), { done: true }],
  ] as const)('%s', (_, seen, step) => {
    expect(backedUp(seen)).toMatchObject(step);
  });

  it('while something holds the sending, says what it waits for', () => {
    const unsent = { ...detail(null), document: { ...document, siiState: 'not_sent' } } as Detail;
    const sent = stepsOf(unsent, 'Apenas responda el SII').find(({ label }) => label === t.steps.sent);
    expect(sent).toMatchObject({ done: false, note: 'Apenas responda el SII se envía solo.' });
  });
});

describe('the tour, of an accepted document', () => {
  it('says that it is backed up once its file is in the folder', () => {
    expect(liveText(kept('2026/11/T33F7.xml'), null, 0)).toContain('respaldada');
    expect(liveText(kept(null), null, 0)).not.toContain('respaldada');
  });
});
