import { z } from 'zod';
import { DOCUMENT_TYPES } from '../domain/document-type.ts';
import { ERROR_CODES } from '../domain/errors.ts';
import { TRIAL_STEPS } from '../domain/trial.ts';
import { acts, reads } from './channel.ts';
import { companyInput, fileContent, instant, params, rut } from './parts.ts';

const environment = z.enum(['certification', 'production']);
const nothing = z.object({});

/** What somebody has typed of the company so far; never a file, a password or a passphrase. */
export const begun = z.object({
  environment,
  company: z.record(z.string().max(20), z.string().max(200)),
});

/** The first start of a real company, before it is one. */
export const setupContract = {
  /** Judges the files of a step as it is left: whose certificate it is, and what each CAF authorizes. Keeps nothing. */
  'setup.look': acts(
    z.object({
      environment,
      rut,
      pfx: fileContent.nullable(),
      pfxPassword: z.string().max(1_000),
      cafs: z.array(z.object({ name: z.string().max(260), content: fileContent })).max(50),
    }),
    z.object({
      certificate: z
        .object({ name: z.string(), rut: z.string(), validFrom: instant, validTo: instant })
        .nullable(),
      cafs: z.array(
        z.object({
          name: z.string(),
          range: z.object({ type: z.literal(DOCUMENT_TYPES), from: z.int(), to: z.int() }).nullable(),
          error: z.object({ code: z.enum(ERROR_CODES), params: params.optional() }).nullable(),
        }),
      ),
    }),
  ),
  /** Ends practice or certification: everything of it is set aside, and the program opens anew for a company. `kept` is where it lies then. */
  'setup.moveOn': acts(nothing, z.object({ kept: z.string() })),
  /** An invented document, signed with the company's certificate, to a practice SII of this computer. Keeps nothing. */
  'setup.trial': acts(
    z.object({ company: companyInput, pfx: fileContent, pfxPassword: z.string().max(1_000) }),
    z.object({
      trackId: z.string(),
      steps: z.array(z.object({ step: z.enum(TRIAL_STEPS), ms: z.int() })),
    }),
  ),
  /** To go on where it was left, also after the program was closed; null where nothing was begun, or all is done. */
  'setup.begun': reads(
    nothing,
    z.object({
      begun: begun.nullable(),
      /** Real companies whose copies lie in the usual place, before there is one here; null for none. */
      copies: z.object({ folder: z.string(), names: z.array(z.string()).max(20) }).nullable(),
    }),
  ),
  'setup.keep': acts(z.object({ begun: begun.nullable() }), nothing),
} as const;
