import { describe, expect, it } from 'vitest';
import { mayTakeBack, UNDO_MS } from '../../../main/domain/mail/giving-up.ts';

const AT = 1_000;
const mail = { state: 'given_up', updatedAt: AT } as const;

describe('a message that a person gave up', () => {
  it('untouched since, may be as before', () => {
    expect(mayTakeBack(mail, AT, false, AT + 8_000)).toBe(true);
  });

  it.each([
    ['sent again since', { ...mail, state: 'waiting' }, AT, false, AT],
    ['given up a second time', { ...mail, updatedAt: AT + 1 }, AT, false, AT + 1],
    ['replaced by another one', mail, AT, true, AT],
    ['long ago', mail, AT, false, AT + UNDO_MS + 1],
  ] as const)('%s, stays as it is', (_, seen, givenUpAt, isReplaced, now) => {
    expect(mayTakeBack(seen, givenUpAt, isReplaced, now)).toBe(false);
  });
});
