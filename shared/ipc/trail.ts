import { z } from 'zod';
import { AUDIT_KINDS } from '../domain/audit-kinds.ts';
import { AUDIT_ACTIONS } from '../domain/send-errors.ts';
import type { Channel } from './channel.ts';
import { date, documentType, id, instant, listOf, page, params } from './parts.ts';

const nothing = z.object({});

export const trailFilter = z.object({
  from: date.nullable().default(null),
  to: date.nullable().default(null),
  operators: z.array(id).max(200).default([]),
  /** Also, or only, what the program did by itself. */
  program: z.boolean().default(false),
  kinds: z.array(z.enum(AUDIT_KINDS)).max(10).default([]),
  /** Of the document: folio, RUT, name, amount. */
  text: z.string().trim().max(120).default(''),
});

const trailRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  operatorId: id.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  params,
  document: z.object({ id, type: documentType, folio: z.int() }).nullable(),
  /** SHA-256 that chains the line to the one before. */
  hash: z.string(),
});

/** What a verification of the whole chain found. */
export const trailVerdict = z.object({
  /** unknown: not looked at since the program started. */
  state: z.enum(['unknown', 'checking', 'intact', 'altered']),
  checkedAt: instant.nullable(),
  lines: z.int(),
  /** The first line that is not as it was written. */
  first: z
    .object({
      id,
      /** altered: it says something else. missing: it was taken away. added: the program did not write it. */
      why: z.enum(['altered', 'missing', 'added']),
      /** Of the last line before it that is whole; null for none. */
      since: instant.nullable(),
    })
    .nullable(),
});

/** The audit trail: everybody may read it, nobody can change it. */
export const trailContract = {
  'trail.list': {
    role: 'usuario',
    input: z.object({ filter: trailFilter.prefault({}), ...page }),
    output: listOf(trailRow),
  },
  /** Who is named in it, to choose from. */
  'trail.operators': {
    role: 'usuario',
    input: nothing,
    output: z.object({ items: z.array(z.object({ id, name: z.string() })).max(1_000) }),
  },
  'trail.verdict': { role: 'usuario', input: nothing, output: trailVerdict },
  'trail.verify': { role: 'usuario', input: nothing, output: trailVerdict },
  /** `bitacora-AAAAMMDD-hhmmss.csv`; never over another file. */
  'trail.export': {
    role: 'usuario',
    input: z.object({ filter: trailFilter, folder: z.string().min(1).max(4_096) }),
    output: z.object({ file: z.string(), lines: z.int() }),
  },
} as const satisfies Record<string, Channel>;
