import { describe, expect, test } from 'vitest';
import { classifyTrack } from '../../../main/domain/queue/classify.ts';

const content = new Map([
  [39, 3],
  [41, 1],
]);
const counters = (type: number, informed: number, accepted: number, rejected: number, objected = 0) => ({
  type,
  informed,
  accepted,
  rejected,
  objected,
});
const told = (folio: number, estado: string) => ({
  type: 39,
  folio,
  estado,
  description: 'x',
  errors: [],
});
const processed = (
  list: readonly ReturnType<typeof counters>[],
  details: readonly ReturnType<typeof told>[] = [],
) => ({ kind: 'state', estado: 'EPR', glosa: 'Envio Procesado', counters: list, details }) as const;
const other = counters(41, 1, 1, 0);
const of = (answer: ReturnType<typeof processed>, type = 39, folio = 1) =>
  classifyTrack(answer, type, folio, content).kind;

describe('an envelope of several documents, processed', () => {
  test.each([
    ['all accepted', counters(39, 3, 3, 0), 'accepted'],
    ['all rejected', counters(39, 3, 0, 3), 'rejected'],
    ['all objected, counted apart', counters(39, 3, 0, 0, 3), 'objected'],
    ['all objected, counted among the accepted', counters(39, 3, 3, 0, 3), 'objected'],
    ['one rejected, nobody says which', counters(39, 3, 2, 1), 'mixed'],
    ['one objected, nobody says which', counters(39, 3, 3, 0, 1), 'mixed'],
    ['another number than was sent', counters(39, 2, 2, 0), 'failure'],
    ['sums that do not add up', counters(39, 3, 1, 1), 'failure'],
    ['another type', counters(33, 3, 3, 0), 'failure'],
  ])('%s / classify / %s', (_, own, expected) => {
    expect(of(processed([own, other]))).toBe(expected);
  });

  test('one rejected of another type / classify / each type by its own counters', () => {
    const answer = processed([counters(39, 3, 3, 0), counters(41, 1, 0, 1)]);
    expect([of(answer), of(answer, 41, 9)]).toEqual(['accepted', 'rejected']);
  });

  test('the boleta API names them / classify / each by its name', () => {
    const answer = processed([counters(39, 3, 2, 1, 1), other], [told(2, 'RCH'), told(3, 'RPR')]);
    expect([1, 2, 3].map((folio) => of(answer, 39, folio))).toEqual(['accepted', 'rejected', 'objected']);
  });

  test('it names fewer than the counters have / classify / mixed', () => {
    expect(of(processed([counters(39, 3, 1, 2), other], [told(2, 'RCH')]))).toBe('mixed');
  });
});
