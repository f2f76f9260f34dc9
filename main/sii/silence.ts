import type { HttpReply, HttpResult } from './http.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { Silence } from './types.ts';

/**
 * What to say of anything but a 200.
 * @param nowMs UTC epoch ms, for a Retry-After that is a date
 */
export const silenceFor = (result: HttpResult, nowMs: number): Silence | null => {
  if (result.silence) return result.silence;
  const { reply } = result;
  if (reply && reply.httpStatus !== 200) {
    return {
      kind: 'http',
      httpStatus: reply.httpStatus,
      retryAfterMs: parseRetryAfter(reply.retryAfter, nowMs),
    };
  }
  return null;
};

/** The reply of an exchange that has no silence to tell of: there always is one, which the compiler can't know. */
export const replyOf = (result: HttpResult): HttpReply => {
  if (!result.reply) throw new Error('neither reply nor silence');
  return result.reply;
};
