import { z } from 'zod';
import { ENVIRONMENTS } from '../domain/states.ts';
import { acts, reads } from './channel.ts';
import { companyKey } from './parts.ts';

/** A company whose documents the database keeps. */
export const keptCompany = z.object({
  company: companyKey,
  rut: z.string(),
  name: z.string(),
  environment: z.enum(ENVIRONMENTS),
  /** The program issues, sends and asks for this one alone. */
  working: z.boolean(),
});

/** More companies than these have never come out of one folder. */
const MOST_COMPANIES = 100;

export const companiesContract = {
  /** All that the database keeps: one, but where a restored folder held several. The working one first. */
  'companies.list': reads(
    z.object({}),
    z.object({
      items: z
        .array(
          keptCompany.extend({
            documents: z.int(),
            /** Of which the SII may not have them, and which nobody sends as long as another company is worked for. */
            unsent: z.int(),
            /** Whether it can be worked for instead: not where its documents count less than the working one's. */
            eligible: z.boolean(),
          }),
        )
        .max(MOST_COMPANIES),
    }),
  ),
  /** From the next start on, which follows at once, the program works for this one. The answer comes first. */
  'companies.workFor': acts(z.object({ company: companyKey }), z.object({})),
} as const;
export type KeptCompany = z.infer<typeof keptCompany>;
