import { describe, expect, test } from 'vitest';
import type { DocumentDetail, TrackAnswer } from '../../../main/domain/queue/answers.ts';
import { classifyTrack } from '../../../main/domain/queue/classify.ts';

const error = (code: string, description = `d ${code}`, detail = '') => ({
  code,
  description,
  detail,
  line: null,
});
const detail = (change: Partial<DocumentDetail>): DocumentDetail => ({
  type: 39,
  folio: 7,
  estado: 'RCH',
  description: 'Dte Rechazado',
  errors: [error('HED-3-100')],
  ...change,
});
const processed = (
  counts: { readonly accepted?: number; readonly rejected?: number; readonly objected?: number },
  ...details: readonly DocumentDetail[]
): TrackAnswer => ({
  kind: 'state',
  estado: 'EPR',
  glosa: '',
  counters: [{ type: 39, informed: 1, accepted: 0, rejected: 0, objected: 0, ...counts }],
  details,
});

describe('reasons of boletas', () => {
  test('rejected / with two errors and an observation / gravest apart, all of it in words', () => {
    const errors = [error('DET-1-200'), error('HED-3-100', 'Valor distinto', '[1 <> 2]'), error('CRT-3-11')];
    expect(classifyTrack(processed({ rejected: 1 }, detail({ errors })), 39, 7)).toEqual({
      kind: 'rejected',
      errorCode: 'document_rejected',
      reason: {
        estado: 'EPR',
        glosa: 'HED-3-100 Valor distinto ([1 <> 2]); CRT-3-11 d CRT-3-11; DET-1-200 d DET-1-200',
        code: 'HED-3-100',
        descripcion: 'Valor distinto',
        informed: 1,
        accepted: 0,
        rejected: 1,
        objected: 0,
      },
    });
  });

  test('objected / without its type, as in the SII example / found by its folio', () => {
    const observed = detail({ type: null, estado: 'RPR', errors: [error('DET-1-200')] });
    expect(classifyTrack(processed({ objected: 1 }, observed), 39, 7)).toMatchObject({
      kind: 'objected',
      reason: { code: 'DET-1-200' },
    });
  });

  test.each([
    ['another folio', detail({ folio: 8 })],
    ['another type', detail({ type: 41 })],
  ])('rejected / detail of %s / says nothing of this one', (_name, other) => {
    const verdict = classifyTrack(processed({ rejected: 1 }, other), 39, 7);
    expect(verdict).toMatchObject({ kind: 'rejected' });
    expect(verdict).not.toHaveProperty('reason.code');
  });

  test('counters that accept / detail that rejects / decides nothing', () => {
    expect(classifyTrack(processed({ accepted: 1 }, detail({})), 39, 7)).toMatchObject({
      kind: 'failure',
      errorCode: 'unreadable_answer',
      retryability: 'retry',
      params: { what: 'details' },
    });
  });

  test('envelope rejected / with a reason for no document / told for this one', () => {
    const answer: TrackAnswer = {
      kind: 'state',
      estado: 'RSC',
      glosa: '',
      counters: [],
      details: [detail({ type: null, folio: null, errors: [error('ENV-3-0', 'Schema', 'LSX-1')] })],
    };
    expect(classifyTrack(answer, 39, 7)).toEqual({
      kind: 'rejected',
      errorCode: 'envelope_rejected',
      reason: { estado: 'RSC', glosa: 'ENV-3-0 Schema (LSX-1)', code: 'ENV-3-0', descripcion: 'Schema' },
    });
  });

  test('rejected / without a single reason / in the words of the state', () => {
    expect(classifyTrack(processed({ rejected: 1 }, detail({ errors: [] })), 39, 7)).toMatchObject({
      reason: { glosa: 'Dte Rechazado' },
    });
  });

  test('a flood of reasons / kept / to 500 characters', () => {
    const errors = Array.from({ length: 100 }, (_, n) => error(`HED-3-${n}`, 'x'.repeat(900)));
    const verdict = classifyTrack(processed({ rejected: 1 }, detail({ errors })), 39, 7);
    if (verdict.kind !== 'rejected') throw new Error(verdict.kind);
    expect(verdict.reason.glosa.length).toBe(500);
    expect(verdict.reason.descripcion?.length).toBe(500);
  });
});
