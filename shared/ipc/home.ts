import { z } from 'zod';
import { CHECKLIST_STEPS, SII_DAYS } from '../domain/home.ts';
import type { Channel } from './channel.ts';
import { date } from './parts.ts';

/** What Inicio shows besides the figures of now: the days gone by, and what is left to set up. */

const nothing = z.object({});
const day = z.object({ date, issued: z.int(), accepted: z.int(), failed: z.int() });
const siiDay = z.object({
  date,
  verdict: z.enum(SII_DAYS),
  attempts: z.int(),
  unanswered: z.int(),
  slow: z.int(),
});
const checklist = z.object({
  items: z.array(z.object({ step: z.enum(CHECKLIST_STEPS), done: z.boolean() })).max(CHECKLIST_STEPS.length),
  /** A person has put it away. */
  away: z.boolean(),
});

export const homeContract = {
  /** The last 30 of Chile's days and the last 7 of the SII, oldest first; days with nothing are in them. */
  'home.trends': {
    role: 'usuario',
    input: nothing,
    output: z.object({ days: z.array(day).max(31), sii: z.array(siiDay).max(8) }),
  },
  'home.checklist': { role: 'usuario', input: nothing, output: checklist },
  'home.putAway': { role: 'encargado', input: z.object({ away: z.boolean() }), output: checklist },
} as const satisfies Record<string, Channel>;
