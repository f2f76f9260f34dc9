import { z } from 'zod';
import { FOLIO_NOTE_KINDS } from '../domain/folios.ts';
import type { Channel } from './channel.ts';
import { cafView, documentType, id, instant } from './parts.ts';

const folio = z.int().min(1).max(9_999_999_999);
const kind = z.enum(FOLIO_NOTE_KINDS);
/** A used range of years ago is of no use on screen; a hole for every other folio neither. */
const MOST_SPANS = 1_000;

export const folioReport = z.object({
  type: documentType,
  /** Folios of ranges that have not expired. */
  usable: z.int(),
  /** Documents a day over the last four weeks; null where none was issued. */
  perDay: z.number().nullable(),
  daysLeft: z.int().nullable(),
  ranges: z
    .array(cafView.extend({ state: z.enum(['in_use', 'waiting', 'used_up', 'expired']) }))
    .max(MOST_SPANS),
  unused: z
    .array(
      z.object({
        from: z.int(),
        to: z.int(),
        why: z.enum(['skipped', 'expired']),
        note: z.object({ kind, notedAt: instant, notedBy: z.string() }).nullable(),
      }),
    )
    .max(MOST_SPANS),
  /** Documents whose folio the SII does not hold as used. */
  rejected: z.int(),
  abandoned: z.int(),
});
export type FolioReportView = z.infer<typeof folioReport>;

const reports = z.object({ items: z.array(folioReport) });

/** The channels of Folios y certificado. All of them answer with the whole report as it is afterwards. */
export const foliosContract = {
  'folios.report': { role: 'usuario', input: z.object({}), output: reports },
  /** Leaves out folios of a range, up to the one before `next`: they are never given to a document. */
  'folios.skip': { role: 'encargado', input: z.object({ cafId: id, next: folio, kind }), output: reports },
  /** Says what became of folios that have no document. */
  'folios.note': {
    role: 'encargado',
    input: z.object({ type: documentType, from: folio, to: folio, kind }),
    output: reports,
  },
} as const satisfies Record<string, Channel>;
