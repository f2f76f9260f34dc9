import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMicro, writeMicro } from '../../../main/domain/decimal.ts';
import {
  prepareDraft,
  preview,
  readDraft,
  transliterate,
  validateDraft,
} from '../../../main/domain/draft/index.ts';
import { totalsOf } from '../../../main/domain/totals/index.ts';
import { type Draft, type DraftValue, FIELD_ISSUE_CODES } from '../../../shared/domain/draft.ts';
import { knownDrafts } from '../../unit/domain/support/material.ts';
import { anyMark, CONTEXT, changed, draftOf, line, percentGlobal, placesOf, RUNS, SEED } from './support.ts';

const lines = fc.array(line(anyMark), { minLength: 1, maxLength: 10 });
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<DraftValue>;

beforeAll(() => {
  console.info(`property tests of drafts: seed ${SEED}, ${RUNS.numRuns} cases each`);
});

/** Everything that takes a draft from outside, on one value. */
const tryAll = (value: unknown): void => {
  const draft = value as Draft;
  readDraft(value);
  totalsOf(draft);
  preview(draft, CONTEXT);
  for (const emisor of [CONTEXT.emisor, null]) {
    const prepared = prepareDraft(draft, { ...CONTEXT, emisor });
    if (prepared.ok) expect(validateDraft(draft, { ...CONTEXT, emisor })).toEqual([]);
    else {
      expect(prepared.issues.length).toBeGreaterThan(0);
      for (const issue of prepared.issues) expect(FIELD_ISSUE_CODES).toContain(issue.code);
    }
  }
};

describe('drafts', () => {
  it('when they are any JSON at all, then nothing throws and there is a document or a reason', () => {
    fc.assert(fc.property(json, tryAll), RUNS);
  });

  it('when any one place of a known draft holds any JSON, then nothing throws and there is a document or a reason', () => {
    const known = knownDrafts();
    const cases = fc
      .constantFrom(...known)
      .chain(({ draft }) => fc.tuple(fc.constant(draft), fc.constantFrom(...placesOf(draft)), json));
    fc.assert(
      fc.property(cases, ([draft, place, other]) => tryAll(changed(draft, place, other))),
      { ...RUNS, numRuns: 1_000 },
    );
  });

  it('when a document that was prepared is prepared again, then it is the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(33, 34, 39, 46, 52),
        lines,
        fc.array(percentGlobal, { maxLength: 3 }),
        (type, items, globals) => {
          const first = prepareDraft(draftOf(type, items, globals), CONTEXT);
          if (!first.ok) throw new Error(JSON.stringify(first.issues));
          const second = prepareDraft(first.document.content, CONTEXT);
          expect(second.ok && JSON.stringify(second.document)).toBe(JSON.stringify(first.document));
        },
      ),
      RUNS,
    );
  });

  it('when an item has any name, then the document has it whole and in Latin-1, or there is an issue', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const draft = draftOf(33, [{ NmbItem: name, QtyItem: 1, PrcItem: 1 }]);
        const prepared = prepareDraft(draft, CONTEXT);
        if (!prepared.ok) return;
        const [first] = prepared.document.content['Detalle'] as readonly { readonly NmbItem: string }[];
        const written = first?.NmbItem ?? '';
        expect(written).toMatch(/^[\x20-\x7e\xa0-\xff]{1,80}$/);
        expect(written.replace(/\s+/g, ' ')).toBe(name.normalize('NFC').trim().replace(/\s+/g, ' '));
      }),
      RUNS,
    );
  });

  it('when a text is transliterated, then it is Latin-1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        expect([...transliterate(text)].every((character) => (character.codePointAt(0) ?? 0) <= 0xff)).toBe(
          true,
        );
      }),
      RUNS,
    );
  });

  it('when a number is written, then reading it gives the same number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }), (micro) => {
        expect(readMicro(writeMicro(micro))).toBe(micro);
      }),
      RUNS,
    );
  });
});
