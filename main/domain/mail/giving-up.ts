import type { MailState } from '../../../shared/domain/mail.ts';

/** What is offered for some seconds is kept for a minute. */
export const UNDO_MS: number = 60_000;

/** Of a message as it is: its state, and when that was written. */
interface Standing {
  readonly state: MailState;
  readonly updatedAt: number;
}

/**
 * Whether a message that a person gave up may be as before again: nothing has happened to it since, and no other one of its document
 * was begun in its place, or the customer would get two.
 */
export const mayTakeBack = (mail: Standing, givenUpAt: number, isReplaced: boolean, now: number): boolean =>
  mail.state === 'given_up' && mail.updatedAt === givenUpAt && !isReplaced && now <= givenUpAt + UNDO_MS;
