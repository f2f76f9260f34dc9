import { describe, expect, it } from 'vitest';
import { draftFrom } from '../../../renderer/features/documents/form/begin.ts';
import { fieldsWithIssues } from '../../../renderer/features/documents/form/field-issues.ts';
import { emptyForm, hasGrossPrices } from '../../../renderer/features/documents/form/model.ts';
import { formOf } from '../../../renderer/features/documents/form/read-draft.ts';
import { draftOf } from '../../../renderer/features/documents/form/write-draft.ts';
import { reassure } from '../../../renderer/features/home/reassurance.ts';
import { PAUSES, pauseEnd } from '../../../renderer/features/queue/pause-modal.tsx';
import { situationOf } from '../../../renderer/features/queue/situation.ts';
import { correctionsOf, noteTypeFor } from '../../../renderer/lib/corrections.ts';
import { siiReasonLines, siiWords } from '../../../renderer/lib/sii-answer.ts';
import type { Draft } from '../../../shared/domain/draft.ts';
import { localTimestamp } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

const t = texts.queue.situations;
const noConnection = { class: 'connection', code: 'no_connection', params: {} } as const;
const badSchema = { class: 'validation', code: 'bad_schema', params: {} } as const;
const row = {
  queueState: 'pending',
  uncertain: false,
  error: null,
  abandonedReason: null,
  hold: null,
} as const;

describe('what is said of a sending', () => {
  it('abandoned after five retries, promises no further one', () => {
    const said = situationOf({ ...row, queueState: 'abandoned', error: noConnection });
    expect(said).toEqual({
      what: texts.sendErrors.no_connection.what,
      weDo: t.abandonedByProgram,
      youCan: t.abandonedYouCan,
    });
  });

  it('abandoned in doubt, asks to find out before it is issued again', () => {
    const said = situationOf({
      ...row,
      queueState: 'abandoned',
      uncertain: true,
      error: noConnection,
      abandonedReason: 'ya no',
    });
    expect(said).toMatchObject({ weDo: t.abandonedByPerson, youCan: t.abandonedUncertainYouCan });
  });

  it.each([
    ['sending', texts.sendErrors.no_connection.weDo],
    ['paused', t.paused],
    ['waiting', t.waiting],
  ] as const)('waiting for its turn while the whole is %s, says what that means for it', (sending, weDo) => {
    expect(situationOf({ ...row, error: noConnection }, sending)?.weDo).toBe(weDo);
  });

  it('waiting for a person, waits for that person and not for the clock', () => {
    expect(situationOf({ ...row, queueState: 'needs_person', error: noConnection })?.weDo).toBe(t.person);
    expect(situationOf({ ...row, queueState: 'needs_person', error: badSchema })?.weDo).toBe(
      texts.sendErrors.bad_schema.weDo,
    );
  });

  it('kept waiting by a person, says who did and that it waits for a person, whatever the whole does', () => {
    const hold = { by: 'Ana', at: 0, reason: null };
    expect(situationOf({ ...row, hold }, 'paused')).toEqual({
      what: t.held('Ana'),
      weDo: t.heldWeDo,
      youCan: t.heldYouCan,
    });
    expect(situationOf({ ...row, hold, uncertain: true })?.youCan).toBe(t.heldUncertainYouCan);
  });

  it('without an error, needs no explanation', () => {
    expect(situationOf(row)).toBeNull();
  });
});

describe('the words of the SII', () => {
  it('with several objections, are one line each, and none twice', () => {
    expect(siiWords({ status: 7, details: 'LSX-00213: falta\nLSX-00204: sobra\nLSX-00213: falta' })).toEqual([
      'LSX-00213: falta',
      'LSX-00204: sobra',
    ]);
  });

  it('with an empty explanation, are the code without empty brackets', () => {
    expect(siiWords({ estado: 'RCH', glosa: '' })).toEqual(['RCH']);
    expect(siiWords({})).toEqual([]);
  });

  it('of an accepted document, are no reason', () => {
    const reason = { code: 'EPR', params: { estado: 'EPR', glosa: 'Envio Procesado' } };
    expect(siiReasonLines('accepted', reason)).toEqual([]);
    expect(siiReasonLines('rejected', reason)).toEqual(['EPR: Envio Procesado']);
  });
});

describe('a document begun from another one', () => {
  const boleta: Draft = {
    Encabezado: {
      IdDoc: { TipoDTE: 39, Folio: 7, FchEmis: '2026-11-01' },
      Receptor: { RUTRecep: '66666666-6' },
    },
    Detalle: [{ NroLinDet: 1, NmbItem: 'Pan', QtyItem: 2, PrcItem: 1190, MontoItem: 2380 }],
    DscRcgGlobal: [{ TpoMov: 'D', TpoValor: '%', ValorDR: 10 }],
    Referencia: [{ TpoDocRef: '801', FolioRef: '3' }],
  };
  const source = { type: 39, folio: 7, issuedOn: '2026-11-01' };

  it('annulling a boleta, keeps its prices with IVA, its discounts, and refers to it alone', () => {
    const note = draftFrom('anular', source, boleta);
    expect(note).toMatchObject({
      Encabezado: { IdDoc: { TipoDTE: 61, MntBruto: 1 } },
      Detalle: [{ NmbItem: 'Pan', QtyItem: 2, PrcItem: 1190 }],
      DscRcgGlobal: [{ ValorDR: 10 }],
      Referencia: [{ TpoDocRef: '39', FolioRef: '7', FchRef: '2026-11-01', CodRef: 1 }],
    });
    expect(hasGrossPrices(formOf(note, 61))).toBe(true);
  });

  it('of an exempt document, has exempt lines', () => {
    const exempt = { Detalle: [{ NmbItem: 'Clase', PrcItem: 100 }] };
    expect(draftFrom('montos', { ...source, type: 34 }, exempt)).toMatchObject({
      Detalle: [{ NmbItem: 'Clase', IndExe: 1 }],
    });
  });

  it('copied, leaves folio and dates behind and keeps all else', () => {
    const copy = draftFrom('duplicar', source, boleta);
    expect(copy).toEqual({
      ...boleta,
      Encabezado: { ...(boleta['Encabezado'] as object), IdDoc: { TipoDTE: 39 } },
    });
  });

  it.each([
    [33, ['anular', 'texto', 'montos'], 61],
    [61, ['anular'], 56],
    [52, [], 61],
  ] as const)('type %d offers %j, by a note of type %d', (type, offered, note) => {
    expect(correctionsOf(type)).toEqual(offered);
    expect(noteTypeFor(type)).toBe(note);
  });
});

describe('the form of a boleta', () => {
  it('as it is written, says nothing of payment, giro or mail', () => {
    const form = emptyForm(39);
    const draft = draftOf({
      ...form,
      receptor: { ...form.receptor, giro: 'Panadería', email: 'a@b.cl', name: 'Ana' },
    });
    expect(draft).toEqual({
      Encabezado: { IdDoc: { TipoDTE: 39 }, Receptor: { RznSocRecep: 'Ana' } },
      Detalle: [{ QtyItem: 1 }],
    });
  });

  it('a field with two mistakes, as it is counted, is one to mend', () => {
    const path = 'Encabezado.Receptor.RUTRecep';
    expect(
      fieldsWithIssues([
        { path, code: 'required' },
        { path, code: 'bad_rut' },
      ]),
    ).toBe(1);
  });
});

describe('a pause', () => {
  const evening = Date.UTC(2026, 10, 25, 1, 0);

  it('until tomorrow, ends when shops open in Chile', () => {
    expect(localTimestamp(pauseEnd('tomorrow', evening))).toBe('2026-11-25T08:00:00');
  });

  it.each(PAUSES)('of length %s, is within the seven days that main allows', (length) => {
    const ahead = pauseEnd(length, evening) - evening;
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThan(7 * 86_400_000);
  });
});

describe('the sentence of Inicio about what holds the sending', () => {
  const summary = {
    counts: {
      pending: 2,
      uncertain: 0,
      received: 0,
      needsPerson: 0,
      abandoned: 0,
      held: 0,
      longHeld: 0,
      documents: 2,
      backedUp: 0,
      filesPending: 0,
    },
    nextDueAt: Date.UTC(2026, 10, 26, 15, 0),
    folios: [],
  };
  const now = Date.UTC(2026, 10, 25, 15, 0);

  it.each([
    ['paused', 'paused'],
    ['waiting', 'held'],
    ['sending', 'waiting'],
  ] as const)('while it is %s, is of the kind %s', (sending, kind) => {
    expect(reassure(summary, now, { state: sending, pausedUntil: null }).kind).toBe(kind);
  });

  it('paused, says until when', () => {
    const paused = { state: 'paused', pausedUntil: Date.UTC(2026, 10, 26, 11, 0) } as const;
    expect(reassure(summary, now, paused).text).toBe(
      '2 documentos esperan hasta mañana a las 08:00, o hasta que los reanudes.',
    );
  });

  it('without a network, promises no time', () => {
    expect(reassure(summary, now, undefined, { cutOff: true })).toMatchObject({
      kind: 'held',
      title: 'Sin internet: 2 documentos esperan',
    });
  });

  it('with the next time on another day, names the day', () => {
    expect(reassure(summary, now).title).toBe('2 documentos se enviarán solos desde mañana a las 12:00');
  });
});
