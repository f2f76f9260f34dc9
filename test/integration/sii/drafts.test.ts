import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDraft } from '../../../main/domain/draft/index.ts';
import { parseCaf } from '../../../main/dte/caf.ts';
import { PRACTICE_IDK, withIssuers } from '../../../main/dte/caf-issuers.ts';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { makeCaf, makeThrowawayCertificate } from '../../../main/dte/practice-identity.ts';
import { type ClosableSiiGateway, createSiiGateway } from '../../../main/sii/client.ts';
import { startPracticeSii } from '../../../main/sii/practice/practice-sii.ts';
import type { PracticeSii } from '../../../main/sii/practice/types.ts';
import { channelOf } from '../../../shared/domain/document-type.ts';
import type { Draft } from '../../../shared/domain/draft.ts';
import { rutVerifier } from '../../../shared/domain/rut.ts';
import { localDate, localTimestamp } from '../../../shared/format/time.ts';
import { fakeClock } from './support/world.ts';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/sii/fixtures/drafts');
const NAMES = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

/** Every kind of document that a draft in ../shared can become, through the whole of its channel. */
describe.skipIf(NAMES.length === 0)('drafts in ../shared, sent to the practice SII', () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-drafts-'));
  const clock = fakeClock();
  const { certificate } = makeThrowawayCertificate({
    rut: `45999999-${rutVerifier('45999999')}`,
    name: 'Firmante',
    now: clock.now(),
  });
  const engine = createDteEngine();
  let sii: PracticeSii;
  let gateway: ClosableSiiGateway;
  let accepted = 0;

  beforeAll(async () => {
    sii = await startPracticeSii({ dbFile: join(folder, 'p.sqlite'), clock, processingMs: 0 });
    gateway = createSiiGateway({ endpoints: sii.endpoints, clock });
  });
  afterAll(async () => {
    await gateway.close();
    await sii.stop();
    rmSync(folder, { recursive: true });
    console.log(`drafts of ../shared/sii/fixtures/drafts accepted: ${accepted} of ${NAMES.length}`);
  });

  it.each(NAMES.map((name, index) => [name, index + 1] as const))('%s: accepted', async (name, folio) => {
    const today = localDate(clock.now());
    const signedAt = localTimestamp(clock.now());
    const prepared = prepareDraft(
      (JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { readonly draft: Draft }).draft,
      {
        today,
        emisor: null,
        folio,
      },
    );
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.issues));
    const { document } = prepared;
    const head = document.content.Encabezado as { readonly Emisor: { readonly RUTEmisor: string } };
    const rut = head.Emisor.RUTEmisor;
    const file = makeCaf(
      { rut, name: 'Emisor', type: document.type, from: 1, to: 100, authorizedOn: today, idk: PRACTICE_IDK },
      sii.issuer.privateKeyPem,
    );
    const { caf, key } = parseCaf(file, withIssuers({ [PRACTICE_IDK]: sii.issuer.publicKeyPem }));
    sii.enrol({ rut, name: 'Emisor', fchResol: today, nroResol: 0, senderRuts: [certificate.rut] });
    const envelope = engine.wrap(
      [engine.sign(document, caf, key, certificate, signedAt)],
      {
        rutEmisor: rut,
        rutEnvia: certificate.rut,
        rutReceptor: '60803000-K',
        fchResol: today,
        nroResol: 0,
        signedAt,
      },
      certificate,
    );
    const { answer } = await gateway.upload({
      channel: channelOf(document.type),
      company: rut,
      envelope,
      fileName: 'envio.xml',
      certificate,
    });
    expect(answer).toMatchObject({ kind: 'received' });
    expect(sii.received().at(-1)).toMatchObject({
      type: document.type,
      folio,
      state: 'accepted',
      reason: null,
    });
    accepted++;
  });
});
