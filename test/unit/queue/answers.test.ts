import { expect, test } from 'vitest';
import type * as domain from '../../../main/domain/queue/answers.ts';
import type * as sii from '../../../main/sii/types.ts';

/** Fails to compile unless A and B are the same type, each assignable to the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

test('answers of the gateway / as the queue reads them / are the same shapes', () => {
  const same: readonly [
    Same<domain.UploadAnswer, sii.UploadAnswer>,
    Same<domain.DocumentAnswer, sii.DocumentAnswer>,
    Same<domain.TrackAnswer, sii.TrackAnswer>,
    Same<domain.TypeCounters, sii.TypeCounters>,
  ] = [true, true, true, true];
  expect(same).toEqual([true, true, true, true]);
});
