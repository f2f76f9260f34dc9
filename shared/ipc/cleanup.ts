import { z } from 'zod';
import type { Channel } from './channel.ts';
import { date, documentType, instant } from './parts.ts';

const done = z.object({ at: instant, documents: z.int(), files: z.int(), bytes: z.int() });

const view = z.object({
  enabled: z.boolean(),
  /** Until a person has agreed to a first plan nothing goes by itself. */
  confirmed: z.object({ at: instant, by: z.string() }).nullable(),
  last: done.nullable(),
  /** The first day of issue whose documents stay in any case. */
  keptFrom: date,
  plan: z.object({
    documents: z.int(),
    files: z.int(),
    bytes: z.int(),
    /** The oldest ones. */
    first: z.array(z.object({ type: documentType, folio: z.int(), issuedOn: date })).max(20),
    lastIssuedOn: date.nullable(),
  }),
});

/** The channels of the clean-up of the vault: off by default, never inside six years, never the last copy. */
export const cleanupContract = {
  'cleanup.get': { role: 'usuario', input: z.object({}), output: view },
  'cleanup.set': { role: 'encargado', input: z.object({ enabled: z.boolean() }), output: view },
  /** What was shown: a plan that has changed since is refused. */
  'cleanup.run': {
    role: 'encargado',
    input: z.object({ documents: z.int().min(1), files: z.int().min(1) }),
    output: done,
  },
} as const satisfies Record<string, Channel>;
