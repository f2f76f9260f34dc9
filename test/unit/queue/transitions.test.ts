import { describe, expect, test } from 'vitest';
import { INDEXING_DELAY } from '../../../main/domain/queue/backoff.ts';
import { holdByHand, releaseByHand } from '../../../main/domain/queue/holding.ts';
import { type Job, newJob, type SentDocument } from '../../../main/domain/queue/job.ts';
import {
  abandonByHand,
  afterAsk,
  afterInterruption,
  afterPoll,
  afterUpload,
  retryByHand,
} from '../../../main/domain/queue/transitions.ts';
import type { Failure } from '../../../main/domain/queue/verdict.ts';

const HOUR = 3_600_000;
const T0 = 1_000 * HOUR;

const failure = (retryability: Failure['retryability']): Failure => ({
  kind: 'failure',
  outcome: retryability === 'ask_first' ? 'uncertain' : retryability === 'person' ? 'refused' : 'not_sent',
  errorClass: retryability === 'person' ? 'validation' : 'connection',
  errorCode: retryability === 'person' ? 'bad_schema' : 'no_connection',
  params: {},
  retryability,
});

const underWay = (job: Partial<Job> = {}): Job => ({
  ...newJob(T0),
  state: 'retrying',
  nextDueAt: null,
  ...job,
});
const unsent: SentDocument = { siiState: 'not_sent', siiStateAt: 0, trackId: null, pollCount: 0 };
const reason = { estado: 'X', glosa: 'x' };

describe('waits', () => {
  test('every attempt fails / until the end / 1, 2, 4, 8, 16 h, then abandoned', () => {
    let job = underWay();
    const waits: (number | null)[] = [];
    const counts: number[] = [];
    let now = T0;
    for (let attempt = 0; attempt < 6; attempt++) {
      job = afterUpload({ ...job, state: 'retrying', nextDueAt: null }, failure('retry'), now).job;
      waits.push(job.nextDueAt === null ? null : (job.nextDueAt - now) / HOUR);
      counts.push(job.failedRetries);
      now = job.nextDueAt ?? now;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, null]);
    expect(counts).toEqual([0, 1, 2, 3, 4, 5]);
    expect(job.state).toBe('abandoned');
  });

  test('the first attempt fails / job / knows since when, and that it is no retry', () => {
    const step = afterUpload(underWay(), failure('retry'), T0);
    expect(step.job).toMatchObject({
      state: 'pending',
      failedRetries: 0,
      firstFailedAt: T0,
      nextDueAt: T0 + HOUR,
    });
    expect(step).toMatchObject({ document: null, backup: false, audit: ['job.retry_scheduled'] });
  });
});

describe('after an upload', () => {
  test('received / first attempt / success, backup, poll in 30 s', () => {
    const step = afterUpload(underWay(), { kind: 'received', trackId: '9' }, T0);
    expect(step.job).toMatchObject({ state: 'success', nextDueAt: null, errorCode: null, askFirst: false });
    expect(step.document).toEqual({
      siiState: 'received',
      reason: null,
      trackId: '9',
      pollDueAt: T0 + 30_000,
      pollCount: 0,
    });
    expect(step.backup).toBe(true);
  });

  test('validation / first attempt / waits for a person, counts nothing', () => {
    const step = afterUpload(underWay(), failure('person'), T0);
    expect(step.job).toMatchObject({
      state: 'needs_person',
      nextDueAt: null,
      failedRetries: 0,
      errorCode: 'bad_schema',
    });
  });

  test('uncertain / upload / is asked for first, document uncertain', () => {
    const step = afterUpload(underWay(), failure('ask_first'), T0);
    expect(step.job).toMatchObject({
      state: 'pending',
      askFirst: true,
      uncertainSince: T0,
      nextDueAt: T0 + HOUR,
    });
    expect(step.document).toEqual({ siiState: 'uncertain', reason: null, trackId: null });
    expect(step.audit).toEqual(['document.uncertain', 'job.retry_scheduled']);
  });
});

describe('after an ask', () => {
  const uncertain = underWay({ askFirst: true, uncertainSince: T0, firstFailedAt: T0, lastUploadAt: T0 });
  const doubtful: SentDocument = { ...unsent, siiState: 'uncertain' };

  test('the SII has it / ask / accepted, backup, no upload', () => {
    const step = afterAsk(uncertain, doubtful, { kind: 'has_it', reason }, T0 + HOUR);
    expect(step).toMatchObject({
      next: 'settle',
      job: { state: 'success', askFirst: false, uncertainSince: null },
      document: { siiState: 'accepted', reason },
      backup: true,
    });
  });

  test('not there, before the indexing delay / ask / asked again then, counts nothing', () => {
    const step = afterAsk(uncertain, doubtful, { kind: 'not_there', reason }, T0 + HOUR);
    expect(step).toMatchObject({
      next: 'settle',
      job: {
        state: 'pending',
        nextDueAt: T0 + INDEXING_DELAY,
        failedRetries: 0,
        askFirst: true,
        errorCode: 'not_received_yet',
      },
    });
  });

  test('not there, one ms before and at the delay / ask / waits, then uploads', () => {
    const at = (now: number) => afterAsk(uncertain, doubtful, { kind: 'not_there', reason }, now).next;
    expect(at(T0 + INDEXING_DELAY - 1)).toBe('settle');
    expect(at(T0 + INDEXING_DELAY)).toBe('upload');
  });

  test('not there, the upload was "in the future" / ask / waits the delay from now, and no longer', () => {
    const later = { ...uncertain, lastUploadAt: T0 + 1_000 * HOUR };
    const first = afterAsk(later, doubtful, { kind: 'not_there', reason }, T0);
    expect(first).toMatchObject({ next: 'settle', job: { nextDueAt: T0 + INDEXING_DELAY } });
    const again = { ...first.job, state: 'retrying' as const, nextDueAt: null };
    expect(afterAsk(again, doubtful, { kind: 'not_there', reason }, T0 + INDEXING_DELAY).next).toBe('upload');
  });

  test('not there, but it had a track id / ask / never uploaded by the machine', () => {
    const step = afterAsk(
      uncertain,
      { ...doubtful, trackId: '7' },
      { kind: 'not_there', reason },
      T0 + 9 * HOUR,
    );
    expect(step).toMatchObject({ next: 'settle', job: { state: 'needs_person', errorCode: 'not_received' } });
  });

  test('data differ / ask / a person, and the doubt stays', () => {
    const verdict = {
      ...failure('person'),
      errorCode: 'data_differ',
      reason: { estado: 'DNK', glosa: 'g' },
    } as const;
    const step = afterAsk(uncertain, doubtful, verdict, T0 + HOUR);
    expect(step).toMatchObject({ job: { state: 'needs_person', askFirst: true, errorCode: 'data_differ' } });
    const retried = retryByHand(step.job, T0 + 2 * HOUR);
    expect(retried).toMatchObject({ ok: true, job: { askFirst: true, nextDueAt: T0 + 2 * HOUR } });
  });

  test('no answer / ask / a failed retry, and the doubt stays', () => {
    const step = afterAsk(uncertain, doubtful, { ...failure('ask_first'), outcome: 'uncertain' }, T0 + HOUR);
    expect(step.job).toMatchObject({
      state: 'pending',
      askFirst: true,
      failedRetries: 1,
      nextDueAt: T0 + 3 * HOUR,
    });
  });
});

describe('brought forward because the SII seemed to be back', () => {
  const scheduledAt = T0 + 4 * 3_600_000;
  const early = (job: Partial<Job> = {}) =>
    underWay({
      failedRetries: 2,
      firstFailedAt: T0 - 1,
      lastUploadAt: T0 - 3 * 3_600_000,
      scheduledAt,
      ...job,
    });
  const down = {
    kind: 'failure',
    outcome: 'not_sent',
    errorClass: 'connection',
    errorCode: 'no_connection',
    params: {},
    retryability: 'retry',
  } as const;

  test('it fails / upload / back in its own time, no retry used up', () => {
    expect(afterUpload(early(), down, T0).job).toMatchObject({
      state: 'pending',
      failedRetries: 2,
      nextDueAt: scheduledAt,
      scheduledAt: null,
    });
  });

  test('its own time has come meanwhile / it fails / counts as any other', () => {
    expect(afterUpload(early({ scheduledAt: T0 }), down, T0).job).toMatchObject({ failedRetries: 3 });
  });

  test('asked, and definitely not there / the upload that follows / is still early', () => {
    const step = afterAsk(early({ askFirst: true }), unsent, { kind: 'not_there', reason }, T0);
    expect(step).toMatchObject({ next: 'upload', job: { scheduledAt, askFirst: false } });
  });

  test('abandoned or retried by a person / has no other time any more', () => {
    const waiting: Job = { ...early(), state: 'pending', nextDueAt: T0 + 1 };
    for (const moved of [abandonByHand(waiting, 'x'), retryByHand(waiting, T0)])
      expect(moved).toMatchObject({ ok: true, job: { scheduledAt: null } });
  });

  test('the SII asks for patience / upload / not before that, nor before the table', () => {
    const busy = { ...down, retryAfterMs: 3 * 3_600_000 };
    const first = underWay();
    expect(afterUpload(first, busy, T0).job.nextDueAt).toBe(T0 + 3 * 3_600_000);
    expect(afterUpload(first, { ...busy, retryAfterMs: 1_000 }, T0).job.nextDueAt).toBe(T0 + 3_600_000);
  });
});

describe('after a poll', () => {
  const done = underWay({ state: 'success' });
  const received: SentDocument = { siiState: 'received', siiStateAt: T0, trackId: '9', pollCount: 2 };

  test('in progress / poll / later, with growing waits', () => {
    const step = afterPoll(done, received, { kind: 'in_progress', reason }, T0);
    expect(step).toMatchObject({ job: null, document: { pollDueAt: T0 + 5 * 60_000, pollCount: 3 } });
  });

  test('rejected / poll / a person, with the reason', () => {
    const step = afterPoll(done, received, { kind: 'rejected', errorCode: 'document_rejected', reason }, T0);
    expect(step).toMatchObject({
      job: { state: 'needs_person', errorCode: 'document_rejected', errorParams: reason },
      document: { siiState: 'rejected', pollDueAt: null },
      audit: ['document.rejected', 'job.needs_person'],
    });
  });

  test('a repetition / poll / the document is asked for', () => {
    const step = afterPoll(done, received, { kind: 'repeated', reason }, T0);
    expect(step).toMatchObject({ job: { state: 'pending', askFirst: true, nextDueAt: T0 } });
  });

  test('the SII asks for patience / poll / gets it, within the longest wait', () => {
    const trouble = { ...failure('retry'), retryAfterMs: 3 * HOUR };
    expect(afterPoll(done, received, trouble, T0).document.pollDueAt).toBe(T0 + 3 * HOUR);
    expect(afterPoll(done, received, { ...trouble, retryAfterMs: 999 * HOUR }, T0).document.pollDueAt).toBe(
      T0 + 16 * HOUR,
    );
  });
});

describe('after an interruption', () => {
  test('during an upload / restart / uncertain, asked for at once, counts nothing', () => {
    const step = afterInterruption(underWay(), 'upload', T0);
    expect(step).toMatchObject({
      job: { state: 'pending', askFirst: true, nextDueAt: T0, failedRetries: 0, errorCode: 'interrupted' },
      document: { siiState: 'uncertain' },
    });
  });
  test.each(['ask', null] as const)('during %s / restart / as it was, due now', (open) => {
    const job = underWay({ askFirst: open === 'ask' });
    const step = afterInterruption(job, open, T0);
    expect(step).toMatchObject({
      job: { state: 'pending', nextDueAt: T0, askFirst: open === 'ask' },
      document: null,
    });
  });
});

describe('by hand', () => {
  test('abandoned / retry / due now, the count starts anew', () => {
    const job = underWay({ state: 'abandoned', failedRetries: 5, abandonedReason: 'x', firstFailedAt: 1 });
    expect(retryByHand(job, T0)).toMatchObject({
      ok: true,
      job: { state: 'pending', nextDueAt: T0, failedRetries: 0, abandonedReason: null },
    });
  });
  test('pending after failures / retry / due now, still one of the five', () => {
    const job = underWay({ state: 'pending', nextDueAt: T0 + HOUR, failedRetries: 3 });
    expect(retryByHand(job, T0)).toMatchObject({ ok: true, job: { nextDueAt: T0, failedRetries: 3 } });
  });
  test.each([
    ['retrying', null, 'under_way'],
    ['success', null, 'finished'],
    ['pending', T0, 'already_due'],
  ] as const)('%s / retry / refused: %s %s', (state, nextDueAt, why) => {
    expect(retryByHand(underWay({ state, nextDueAt }), T0)).toEqual({ ok: false, why });
  });
  test.each([
    ['retrying', 'under_way'],
    ['success', 'finished'],
    ['abandoned', 'already_abandoned'],
  ] as const)('%s / abandon / refused: %s', (state, why) => {
    expect(abandonByHand(underWay({ state }), 'x')).toEqual({ ok: false, why });
  });
  test.each(['pending', 'needs_person'] as const)('%s / abandon / with its reason', (state) => {
    expect(abandonByHand(underWay({ state }), 'duplicada')).toMatchObject({
      ok: true,
      job: { state: 'abandoned', abandonedReason: 'duplicada', nextDueAt: null },
    });
  });
});

describe('kept waiting by a person', () => {
  const hold = { at: T0, by: 'Ana', reason: 'El cliente revisa' };
  const waiting = underWay({ state: 'pending', nextDueAt: T0 + HOUR, failedRetries: 2, firstFailedAt: 1 });
  const kept: Job = { ...waiting, heldAt: T0, heldBy: 'Ana', heldReason: 'El cliente revisa' };

  test('what waits / kept and let go / is as it was', () => {
    expect(holdByHand(waiting, hold)).toEqual({ ok: true, job: kept });
    expect(releaseByHand(kept)).toEqual({ ok: true, job: waiting });
  });
  test.each([
    ['retrying', 'under_way'],
    ['success', 'finished'],
    ['abandoned', 'not_waiting'],
    ['needs_person', 'not_waiting'],
  ] as const)('%s / keep / refused: %s', (state, why) => {
    expect(holdByHand(underWay({ state }), hold)).toEqual({ ok: false, why });
  });
  test('kept / kept again, retried / refused; abandoned / kept no more', () => {
    expect(holdByHand(kept, hold)).toEqual({ ok: false, why: 'held' });
    expect(retryByHand(kept, T0)).toEqual({ ok: false, why: 'held' });
    expect(releaseByHand(waiting)).toEqual({ ok: false, why: 'not_held' });
    expect(abandonByHand(kept, 'x')).toMatchObject({
      ok: true,
      job: { state: 'abandoned', heldAt: null, heldBy: null, heldReason: null },
    });
  });
});
