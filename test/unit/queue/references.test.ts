import { describe, expect, test } from 'vitest';
import { groupMove, SIBLING_WAIT } from '../../../main/domain/queue/group.ts';
import { referenceState, referencesOf } from '../../../main/domain/queue/references.ts';

describe('referencesOf', () => {
  test.each([
    ['none', {}, []],
    [
      'one, not in a list',
      { Referencia: { TpoDocRef: '33', FolioRef: '7', CodRef: '1' } },
      [{ type: 33, folio: 7 }],
    ],
    [
      'two, one without CodRef',
      {
        Referencia: [
          { TpoDocRef: 801, FolioRef: 'OC-1', CodRef: 1 },
          { TpoDocRef: 52, FolioRef: 3 },
          { TpoDocRef: 39, FolioRef: 4, CodRef: 3 },
        ],
      },
      [{ type: 39, folio: 4 }],
    ],
    ['the set of certification', { Referencia: [{ TpoDocRef: 'SET', FolioRef: 1, CodRef: 'SET' }] }, []],
    ['nonsense', { Referencia: 'x' }, []],
    ['no draft', null, []],
  ])('%s / read / %j', (_, draft, expected) => {
    expect(referencesOf(draft)).toEqual(expected);
  });
});

describe('referenceState', () => {
  test.each([
    [null, 'ready'],
    [{ siiState: 'accepted', queueState: 'success' }, 'ready'],
    [{ siiState: 'objected', queueState: 'success' }, 'ready'],
    [{ siiState: 'received', queueState: 'success' }, 'waits'],
    [{ siiState: 'not_sent', queueState: 'needs_person' }, 'waits'],
    [{ siiState: 'uncertain', queueState: 'pending' }, 'waits'],
    [{ siiState: 'rejected', queueState: 'needs_person' }, 'failed'],
    [{ siiState: 'not_sent', queueState: 'abandoned' }, 'failed'],
  ] as const)('%j / judge / %s', (target, expected) => {
    expect(referenceState(target)).toBe(expected);
  });
});

describe('groupMove', () => {
  const NOW = 1_000_000_000;
  const job = (
    state: 'pending' | 'retrying' | 'success' | 'abandoned' | 'needs_person',
    askFirst = false,
    due = NOW,
    heldAt: number | null = null,
  ) => ({
    state,
    askFirst,
    nextDueAt: state === 'pending' ? due : null,
    heldAt,
  });
  test.each([
    ['all wait to be sent', [job('pending'), job('pending', false, NOW + 5)], { kind: 'together' }],
    [
      'one is in doubt',
      [job('pending'), job('pending', true, NOW + 3_600_000)],
      { kind: 'later', at: NOW + 3_600_000 },
    ],
    ['one is being asked for', [job('retrying')], { kind: 'later', at: NOW + SIBLING_WAIT }],
    ['one was abandoned', [job('pending'), job('abandoned')], { kind: 'alone' }],
    ['one is kept waiting', [job('pending'), job('pending', false, NOW, 1)], { kind: 'alone' }],
    ['one is kept waiting in doubt', [job('pending', true, NOW, 1)], { kind: 'alone' }],
    ['one is there', [job('success'), job('pending')], { kind: 'alone' }],
    [
      'one is there, another in doubt',
      [job('success'), job('pending', true)],
      { kind: 'later', at: NOW + SIBLING_WAIT },
    ],
  ])('%s / move / %j', (_, others, expected) => {
    expect(groupMove(others, NOW)).toEqual(expected);
  });
});
