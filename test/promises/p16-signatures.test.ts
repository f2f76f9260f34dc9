import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PRACTICE_IDK } from '../../main/dte/caf-issuers.ts';
import { verifyFile } from '../../main/dte/verify.ts';
import { xmlsec1 } from '../integration/dte/tools.ts';
import { draft } from '../support/issuing.ts';
import { tellFigures } from './support/figures.ts';
import { type Lab, openLab, peek, settle } from './support/lab.ts';
import { often } from './support/random.ts';

const DOCUMENTS = often(40, 400);
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const kept = (): readonly Buffer[] =>
  peek(lab.dbFile, (db) => [
    ...db.prepare<[], Buffer>('SELECT bytes FROM document_content').pluck().all(),
    ...db.prepare<[], Buffer>('SELECT bytes FROM backup_content').pluck().all(),
    ...db.prepare<[], Buffer>('SELECT bytes FROM envelope').pluck().all(),
  ]);

test(`P16 ${DOCUMENTS} documents through faults and restarts / all that is stored of them / verifies by our verifier and by xmlsec1`, async () => {
  for (const fault of ['none', 'lost_answer', 'reset_after_body', 'http_503'] as const) {
    const core = await lab.open();
    await lab.sii.faults.set(fault === 'none' ? { kind: 'none' } : { kind: fault, times: 3 });
    for (let n = 0; n < DOCUMENTS / 4; n++)
      await core.ask('documents.issue', {
        draft: draft({ type: n % 4 === 3 ? 39 : 33, item: `Ñandú & Cía <${n}> "ü" 'é'` }) as never,
      });
    await settle(core, lab.clock);
    await core.stop();
  }
  const cafIssuers = { [PRACTICE_IDK]: lab.sii.issuer.publicKeyPem };
  let bad = 0;
  let signatures = 0;
  for (const [index, bytes] of kept().entries()) {
    const verdicts = verifyFile(`${index}.xml`, bytes, { cafIssuers });
    signatures += verdicts.length;
    const file = join(lab.root, `${index}.xml`);
    writeFileSync(file, bytes);
    const second = bytes.includes('<SetDTE')
      ? [xmlsec1(file, 'envelope'), xmlsec1(file, 'document')]
      : [xmlsec1(file, 'first')];
    if (verdicts.length === 0 || verdicts.some(({ ok }) => !ok) || second.some(({ code }) => code !== 0))
      bad += 1;
  }
  tellFigures('P16', 'test/promises/p16-signatures.test.ts', {
    documents: DOCUMENTS,
    'stored files': kept().length,
    'signatures and stamps': signatures,
    bad,
  });
  expect(kept().length).toBe(DOCUMENTS * 3);
  expect(bad).toBe(0);
}, 120_000);
