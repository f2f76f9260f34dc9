import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyFile } from '../../../main/dte/verify.ts';
import { GROUP } from '../../../main/sending/issuing.ts';
import type { DocumentRecord } from '../../../main/store/records.ts';
import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { Draft } from '../../../shared/domain/draft.ts';
import { PRACTICE } from '../../support/certificates.ts';
import { draft } from '../../support/issuing.ts';
import { openPracticeWorld, type PracticeWorld } from '../../support/practice-world.ts';
import { COMPANY_RUT, documentOf, jobOf } from '../../support/store.ts';

const HOUR = 3_600_000;
let world: PracticeWorld;
beforeEach(async () => {
  world = await openPracticeWorld({ types: [33, 39, 61] });
});
afterEach(() => world.close());

const facturas = (n: number): Draft[] =>
  Array.from({ length: n }, (_, i) => draft({ item: `Producto ${i + 1}` }));
const boletas = (n: number): Draft[] =>
  Array.from({ length: n }, (_, i) => ({
    Encabezado: { IdDoc: { TipoDTE: 39, IndServicio: 3 } },
    Detalle: [{ NmbItem: `Café ${i + 1}`, QtyItem: 1, PrcItem: 1_190 }],
  }));
const issueAll = async (drafts: readonly Draft[]): Promise<DocumentRecord[]> => {
  const outcomes = await world.office.issuing.issueMany(drafts, 'Ana');
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    return outcome.document;
  });
};
const states = (documents: readonly DocumentRecord[]) =>
  documents.map(({ id }) =>
    [documentOf(world.temp.store, id).siiState, jobOf(world.temp.store, id).state].join(' '),
  );
const envelopesOf = (documents: readonly DocumentRecord[]) =>
  new Set(documents.map(({ id }) => documentOf(world.temp.store, id).envelopeId));
const envelopeHashes = (type: number, folio: number) =>
  world.sii.uploadsOf(type as DocumentType, folio).map(({ envelopeSha256 }) => envelopeSha256);
const all = (n: number, state: string) => Array.from({ length: n }, () => state);

describe('issueMany', () => {
  test('60 facturas / issue / folios in order, envelopes of 25, each document and envelope good', async () => {
    const progress: number[] = [];
    const issued: number[] = [];
    const outcomes = await world.office.issuing.issueMany(facturas(60), 'Ana', {
      progress: (done) => progress.push(done),
      issued: (index, document) => {
        expect(document.folio).toBe(index + 1);
        issued.push(index);
      },
    });
    const documents = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.document] : []));
    expect(documents.map(({ folio }) => folio)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(progress).toEqual([GROUP, 2 * GROUP, 60]);
    expect(issued).toHaveLength(60);
    expect(envelopesOf(documents).size).toBe(3);
    const envelope = world.temp.store.envelopes.get(documents[0]?.envelopeId ?? 0);
    expect(envelope?.fileName).toBe('Envio_F1T33_F25T33.xml');
    const verdicts = verifyFile('x.xml', envelope?.bytes ?? Buffer.alloc(0), PRACTICE);
    expect(verdicts.length).toBeGreaterThanOrEqual(GROUP);
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    expect(envelope?.bytes.toString('latin1')).toContain(
      '<SubTotDTE>\n<TpoDTE>33</TpoDTE>\n<NroDTE>25</NroDTE>\n</SubTotDTE>',
    );
  });

  test('two channels and a note / issue / none shares an envelope with another channel', async () => {
    const documents = await issueAll([...facturas(2), ...boletas(3), ...facturas(1)]);
    expect([...envelopesOf(documents)]).toHaveLength(3);
    expect(documents.map(({ envelopeId }) => envelopeId)).toEqual([1, 1, 2, 2, 2, 3]);
  });

  test('drafts at fault among good ones / issue / the good ones, no gap in the folios', async () => {
    const drafts = facturas(5);
    drafts[1] = { ...draft(), Detalle: [{ NmbItem: 'x' }] };
    drafts[3] = draft({ type: 99 });
    const outcomes = await world.office.issuing.issueMany(drafts, 'Ana');
    expect(outcomes.map((each) => (each.ok ? each.document.folio : each.error.code))).toEqual([
      1,
      'draft_invalid',
      2,
      'draft_invalid',
      3,
    ]);
  });

  test('more drafts than folios / issue / as many as there are', async () => {
    const outcomes = await world.office.issuing.issueMany(facturas(110), 'Ana');
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(100);
    expect(outcomes.at(-1)).toMatchObject({ ok: false, error: { code: 'folios_exhausted' } });
  });

  test('what is written with a document fails / issue / the envelope is not issued, its folios are free', async () => {
    const outcomes = await world.office.issuing.issueMany(facturas(60), 'Ana', {
      issued: (index) => {
        if (index === 30) throw new Error('disk full');
      },
    });
    expect(outcomes.map(({ ok }) => ok)).toEqual([
      ...all(25, '').map(() => true),
      ...all(25, '').map(() => false),
    ]);
    expect(world.temp.store.cafs.withFolios(1, 33)[0]?.nextFolio).toBe(26);
  });

  test('stopped in between / issue / whole envelopes, no more', async () => {
    const stop = new AbortController();
    const outcomes = await world.office.issuing.issueMany(facturas(60), 'Ana', {
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    expect(outcomes).toHaveLength(GROUP);
  });
});

describe('an envelope of many', () => {
  test('all is well / send / one upload, one track id, one poll, all accepted and backed up', async () => {
    const documents = await issueAll([...facturas(10), ...boletas(10)]);
    await world.scheduler.idle();
    expect(states(documents)).toEqual(all(20, 'received success'));
    expect(new Set(documents.map(({ id }) => documentOf(world.temp.store, id).trackId)).size).toBe(2);
    expect(world.sii.stats().uploads).toBe(2);
    await world.pass(120_000);
    expect(states(documents)).toEqual(all(20, 'accepted success'));
    for (const { id, sha256 } of documents) expect(world.temp.store.backups.get(id)?.sha256).toBe(sha256);
    const polls = documents.map(
      ({ id }) => world.temp.store.attempts.history(id).filter(({ kind }) => kind === 'poll').length,
    );
    expect(polls).toEqual(polls.map(() => 1));
  });

  test('the answer is lost / asked one by one / all accepted, one upload', async () => {
    await world.sii.faults.set({ kind: 'lost_answer', times: 1 });
    const documents = await issueAll(facturas(6));
    await world.scheduler.idle();
    expect(states(documents)).toEqual(all(6, 'uncertain pending'));
    await world.pass(HOUR + 60_000);
    expect(states(documents)).toEqual(all(6, 'accepted success'));
    expect(envelopeHashes(33, 1)).toHaveLength(1);
  });

  test('nothing arrived / after the delay / the same envelope once more, whole', async () => {
    await world.sii.faults.set({ kind: 'reset_after_body', times: 1 });
    const documents = await issueAll(facturas(6));
    await world.scheduler.idle();
    await world.pass(2 * HOUR + 5 * 60_000);
    expect(states(documents)).toEqual(all(6, 'accepted success'));
    for (let folio = 1; folio <= 6; folio++) {
      expect(envelopeHashes(33, folio)).toHaveLength(2);
      expect(new Set(envelopeHashes(33, folio)).size).toBe(1);
    }
    expect(world.sii.received()).toHaveLength(6);
  });

  test('refused as a whole / send / each in an envelope of its own, the same signed bytes, only the guilty needs a person', async () => {
    // The upload of the group, and then that of the third document alone.
    await world.sii.faults.set({ kind: 'schema_rejection', detail: 'LSX-00213', times: 1 });
    const documents = await issueAll(facturas(4));
    await world.scheduler.idle();
    await world.pass(120_000);
    expect(states(documents)).toEqual(all(4, 'accepted success'));
    expect(envelopesOf(documents).size).toBe(4);
    for (const { id, sha256, folio } of documents) {
      expect(documentOf(world.temp.store, id).sha256).toBe(sha256);
      expect(new Set(world.sii.uploadsOf(33, folio).map((each) => each.sha256)).size, 'signed bytes').toBe(1);
      const trail = world.temp.store.audit.ofDocument(id).map(({ action }) => action);
      expect(trail).toContain('envelope.renewed');
    }
    const [first] = documents;
    const renewed = world.temp.store.envelopes.get(documentOf(world.temp.store, first?.id ?? 0).envelopeId);
    const verdicts = verifyFile('x.xml', renewed?.bytes ?? Buffer.alloc(0), PRACTICE);
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('refused as a whole after it was received / poll / each in an envelope of its own, all accepted, nobody is needed', async () => {
    const [company] = world.temp.store.companies.all();
    if (!company) throw new Error('no company');
    const holder = world.office.keyring.certificate(company.id);
    if (holder === null || typeof holder === 'string') throw new Error('no certificate');
    const enrol = (nroResol: number): void =>
      world.sii.enrol({
        rut: company.rut,
        name: company.name,
        fchResol: company.fchResol,
        nroResol,
        senderRuts: [holder.rut],
      });
    // The SII knows another resolution: the carátula is wrong (RCT), and right again before anything is sent anew.
    enrol(company.nroResol + 1);
    const documents = await issueAll(facturas(4));
    await world.scheduler.idle();
    expect(states(documents)).toEqual(all(4, 'received success'));
    enrol(company.nroResol);
    await world.pass(300_000);
    expect(states(documents)).toEqual(all(4, 'accepted success'));
    expect(envelopesOf(documents).size).toBe(4);
  });

  test('one of a mixed envelope went on by itself / poll / the other is judged by what the envelope carried', async () => {
    world.sii.annulFolio(COMPANY_RUT, 33, 1);
    const documents = await issueAll(facturas(2));
    await world.scheduler.idle();
    const [gone] = documents;
    if (!gone) throw new Error('nothing was issued');
    // As after a retry by hand: it waits for that track id no longer.
    world.temp.store.documents.change(
      documentOf(world.temp.store, gone.id),
      { siiState: 'not_sent', trackId: null, pollDueAt: null },
      gone.createdAt,
    );
    await world.pass(180_000);
    expect(documentOf(world.temp.store, documents[1]?.id ?? 0).siiState).toBe('accepted');
  });

  test('one document rejected, of facturas / poll / asked one by one, only that one needs a person', async () => {
    world.sii.annulFolio(COMPANY_RUT, 33, 3);
    const documents = await issueAll(facturas(5));
    await world.scheduler.idle();
    await world.pass(180_000);
    expect(states(documents)).toEqual([
      'accepted success',
      'accepted success',
      'rejected needs_person',
      'accepted success',
      'accepted success',
    ]);
  });

  test('one was abandoned before it was sent / the others / go in envelopes of their own, that one never', async () => {
    await world.sii.faults.set({ kind: 'down' });
    const documents = await issueAll(facturas(3));
    await world.scheduler.idle();
    const [given] = documents;
    world.queue.abandon([given?.id ?? 0], 'Se emitió otra', 'Ana');
    await world.sii.faults.set({ kind: 'none' });
    await world.pass(HOUR + 120_000);
    expect(states(documents)).toEqual(['not_sent abandoned', 'accepted success', 'accepted success']);
    expect(envelopeHashes(33, 1)).toEqual([]);
  });

  test('one is kept waiting before it was sent / the others go without it, and it goes once it is let go', async () => {
    await world.sii.faults.set({ kind: 'down' });
    const documents = await issueAll(facturas(3));
    await world.scheduler.idle();
    const [{ id } = { id: 0 }] = documents;
    expect(world.queue.hold([id], 'El cliente revisa', 'Ana').done).toEqual([id]);
    await world.sii.faults.set({ kind: 'none' });
    await world.pass(3 * HOUR);
    expect(states(documents)).toEqual(['not_sent pending', 'accepted success', 'accepted success']);
    expect(envelopeHashes(33, 1)).toEqual([]);
    expect(world.queue.release([id], 'Ana').done).toEqual([id]);
    await world.pass(120_000);
    expect(states(documents)).toEqual(['accepted success', 'accepted success', 'accepted success']);
    for (const folio of [1, 2, 3]) expect(envelopeHashes(33, folio)).toHaveLength(1);
  });
});
