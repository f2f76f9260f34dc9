import { afterAll, describe, expect, it } from 'vitest';
import { prepareDraft, preview, readDraft } from '../../../main/domain/draft/index.ts';
import { totalsOf } from '../../../main/domain/totals/index.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { context } from './support/drafts.ts';
import { knownDrafts } from './support/material.ts';

const drafts = knownDrafts();
let ran = 0;

describe('the drafts with known totals', () => {
  it('when their folder is read, then there are some', () => {
    expect(drafts.length).toBeGreaterThan(0);
  });

  it.each(drafts)('when $name is added up, then the totals are those expected', ({ draft, expected }) => {
    const totals = (expected['Encabezado'] as DraftObject)['Totales'] as DraftObject;
    expect(totalsOf(draft)).toMatchObject(totals);
    ran += 1;
  });

  it.each(drafts)(
    'when $name is prepared, by the company or with its own Emisor, then it makes a document',
    ({ file, expected }) => {
      const read = readDraft(file);
      if (!('draft' in read)) throw new Error(JSON.stringify(read.issues));
      for (const emisor of [context().emisor, null]) {
        const prepared = prepareDraft(read.draft, context({ emisor }));
        expect(prepared.ok ? [] : prepared.issues).toEqual([]);
        if (prepared.ok) expect(prepared.document.content).toMatchObject(expected);
      }
    },
  );

  it.each(drafts)(
    'when $name has been prepared, then preparing the document again changes nothing',
    ({ draft }) => {
      const { LibreDTE: _ignored, ...own } = draft;
      const first = prepareDraft(own, context());
      if (!first.ok) throw new Error(JSON.stringify(first.issues));
      const second = prepareDraft(first.document.content, context());
      expect(second.ok && JSON.stringify(second.document)).toBe(JSON.stringify(first.document));
    },
  );

  it.each(drafts)('when $name is previewed, then the totals are the same', ({ draft }) => {
    expect(preview(draft, context())).toMatchObject({ totals: totalsOf(draft), issues: [] });
  });

  afterAll(() => {
    console.info(`known drafts: ${ran} of ${drafts.length} added up as expected`);
  });
});
