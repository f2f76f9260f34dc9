import { z } from 'zod';
import { CHECK_OUTCOMES, CHECKS } from '../domain/diagnosis.ts';
import type { Channel } from './channel.ts';
import { instant } from './parts.ts';

/** The program looks at itself. What comes out holds no secret and no name of the company: it goes to support as it is. */
const diagnosis = z.object({
  at: instant,
  checks: z
    .array(
      z.object({
        number: z.int().min(1),
        name: z.enum(CHECKS),
        outcome: z.enum(CHECK_OUTCOMES),
        /** Which of the check's sentences in the catalogue says it. */
        said: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        ms: z.int(),
      }),
    )
    .max(CHECKS.length),
});

export const helpContract = {
  /** Runs every check, the SII's reachability among them: takes seconds. */
  'help.diagnose': { role: 'usuario', input: z.object({}), output: diagnosis },
  /** Runs them and saves the report where the person says; null when it was cancelled. */
  'help.saveReport': {
    role: 'usuario',
    input: z.object({}),
    output: z.object({ file: z.string().nullable() }),
  },
} as const satisfies Record<string, Channel>;
