import { describe, expect, it } from 'vitest';
import { createMailbox } from '../../../main/shell/print/mailbox.ts';

describe('createMailbox', () => {
  it('of what was put, gives it once under a token that cannot be guessed', () => {
    const mailbox = createMailbox();
    const [one, two] = [mailbox.put('a'), mailbox.put('b')];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(mailbox.take(two)).toBe('b');
    expect(mailbox.take(two)).toBeNull();
    expect(mailbox.take('')).toBeNull();
  });

  it('of what was dropped, gives nothing', () => {
    const mailbox = createMailbox();
    const token = mailbox.put('a');
    mailbox.drop(token);
    expect(mailbox.take(token)).toBeNull();
  });
});
