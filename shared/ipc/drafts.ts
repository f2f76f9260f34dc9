import { z } from 'zod';
import { acts, reads } from './channel.ts';

/** A draft in the SII's structure. Its fields are judged by main/domain, which answers with field issues. */
export const draft = z.record(z.string(), z.json());

/** Of a draft that is being written: the form makes it. */
export const draftKey = z.uuid();

const typed = z.string().trim().min(2).max(120);
/** A list under a field: more do not help, they hide the form. */
export const MOST_OFFERED = 8;

const keptDraft = z.object({
  key: draftKey,
  draft,
  changedAt: z.int(),
});
export type KeptDraft = z.infer<typeof keptDraft>;

export const draftsContract = {
  /** What somebody began to write and has neither issued nor thrown away, the last one written first; of this company alone. */
  'drafts.kept': reads(z.object({}), z.object({ items: z.array(keptDraft).max(20) })),
  /** Keeps a draft as it is now, also one that was thrown away a moment ago. Beyond twenty, the oldest goes. */
  'drafts.keep': acts(z.object({ key: draftKey, draft }), z.object({ changedAt: z.int() })),
  /** To whom was issued before, by words of the name or by the whole RUT; each once, as the last document has it. */
  'drafts.receptors': reads(
    z.object({ text: typed }),
    z.object({
      items: z
        .array(
          z.object({
            rut: z.string(),
            name: z.string(),
            giro: z.string(),
            address: z.string(),
            comuna: z.string(),
            email: z.string(),
          }),
        )
        .max(MOST_OFFERED),
    }),
  ),
  /** What was sold lately, by words of its name. `gross`: its price has IVA in it. */
  'drafts.items': reads(
    z.object({ text: typed }),
    z.object({
      items: z
        .array(
          z.object({
            name: z.string(),
            description: z.string(),
            unit: z.string(),
            price: z.number().nullable(),
            gross: z.boolean(),
            exempt: z.boolean(),
          }),
        )
        .max(MOST_OFFERED),
    }),
  ),
  'drafts.discard': acts(z.object({ key: draftKey }), z.object({})),
} as const;
