import { z } from 'zod';
import { acts, reads } from './channel.ts';

/** A draft in the SII's structure. Its fields are judged by main/domain, which answers with field issues. */
export const draft = z.record(z.string(), z.json());

/** Of a draft that is being written: the form makes it. */
export const draftKey = z.uuid();

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
  'drafts.discard': acts(z.object({ key: draftKey }), z.object({})),
} as const;
