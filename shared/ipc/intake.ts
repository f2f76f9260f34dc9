import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import {
  BATCH_ROW_STATES,
  BATCH_STATES,
  CSV_COLUMNS,
  CSV_ENCODINGS,
  INBOX_OUTCOMES,
  MAX_CSV_DOCUMENTS,
} from '../domain/intake.ts';
import { SII_STATES } from '../domain/states.ts';
import type { Channel } from './channel.ts';
import { documentType, fieldIssue, id, instant, page, pageOf, params, sha256 } from './parts.ts';

/** The channels of what comes in by file: CSV for mass issue, its batches, and the watched inbox. */

/** 20 MB as base64. By length alone: a pattern over so many characters costs more than reading them. */
const csvContent = z.string().max(27_000_000);
const folder = z.string().min(1).max(4_096);

const errorValue = z.object({
  code: z.enum(ERROR_CODES),
  params: params.optional(),
  fields: z.array(fieldIssue).optional(),
});

const csvPreview = z.object({
  id: sha256,
  name: z.string(),
  encoding: z.enum(CSV_ENCODINGS),
  delimiter: z.string(),
  /** Columns found, and headings that mean nothing. */
  columns: z.array(z.enum(CSV_COLUMNS)),
  unknown: z.array(z.string()).max(200),
  /** Rows with something in them, without the heading. */
  rows: z.int(),
  documents: z.int().max(MAX_CSV_DOCUMENTS),
  good: z.int(),
  /** Pesos, of the good ones. */
  total: z.int(),
  byType: z.array(z.object({ type: documentType, documents: z.int(), total: z.int(), foliosLeft: z.int() })),
  /** Documents were issued out of a file with the same bytes before. */
  earlier: z.object({ at: instant, issued: z.int() }).nullable(),
});

const csvIssue = z.object({
  /** As a spreadsheet counts rows, the heading included. */
  line: z.int(),
  column: z.enum(CSV_COLUMNS).nullable(),
  path: z.string(),
  code: z.string(),
  params: params.optional(),
});

/** One message more says nothing: the first ones are put right first. */
export const ISSUES_A_ROW = 20;

const csvRow = z.object({
  number: z.int(),
  label: z.string(),
  line: z.int(),
  type: z.int().nullable(),
  receptorRut: z.string(),
  receptorName: z.string(),
  item: z.string(),
  items: z.int(),
  total: z.int().nullable(),
  issues: z.array(csvIssue).max(ISSUES_A_ROW),
});

const batch = z.object({
  id,
  name: z.string(),
  state: z.enum(BATCH_STATES),
  createdAt: instant,
  endedAt: instant.nullable(),
  counts: z.record(z.enum(BATCH_ROW_STATES), z.int()),
  /** Pesos, of all and of those issued. */
  total: z.int(),
  issuedTotal: z.int(),
  /** Why it waits, although it is running. */
  hold: errorValue.nullable(),
  /** Expected until the last document is issued, ms. */
  leftMs: z.int().nullable(),
});

const batchRow = z.object({
  number: z.int(),
  line: z.int(),
  label: z.string(),
  type: documentType,
  receptor: z.string(),
  total: z.int(),
  state: z.enum(BATCH_ROW_STATES),
  documentId: id.nullable(),
  folio: z.int().nullable(),
  error: errorValue.nullable(),
});

const inbox = z.object({
  enabled: z.boolean(),
  folder: z.string().nullable(),
  problem: errorValue.nullable(),
  counts: z.record(z.enum(INBOX_OUTCOMES), z.int()),
  recent: z
    .array(
      z.object({
        id,
        name: z.string(),
        outcome: z.enum(INBOX_OUTCOMES),
        takenAt: instant,
        documentId: id.nullable(),
        type: documentType.nullable(),
        folio: z.int().nullable(),
        siiState: z.enum(SII_STATES).nullable(),
        error: errorValue.nullable(),
      }),
    )
    .max(50),
});

const nothing = z.object({});

export const intakeContract = {
  /** Reads a CSV and judges every document in it. Nothing is issued; the file stays in memory until the next one. */
  'intake.csvPreview': {
    role: 'encargado',
    input: z.object({ name: z.string().max(260), content: csvContent }),
    output: csvPreview,
  },
  'intake.csvRows': {
    role: 'encargado',
    input: z.object({ preview: sha256, only: z.enum(['all', 'wrong']).default('all'), ...page }),
    output: pageOf(csvRow),
  },
  /** Begins to issue the documents without errors, in the background. `again`: although this file was issued before. */
  'intake.csvIssue': {
    role: 'encargado',
    input: z.object({ preview: sha256, again: z.boolean().default(false) }),
    output: batch,
  },
  /** The last batch, running or not. */
  'intake.batch': { role: 'usuario', input: nothing, output: z.object({ batch: batch.nullable() }) },
  'intake.batchRows': {
    role: 'usuario',
    input: z.object({ id, states: z.array(z.enum(BATCH_ROW_STATES)).max(4).default([]), ...page }),
    output: pageOf(batchRow),
  },
  'intake.batchCancel': { role: 'encargado', input: z.object({ id }), output: batch },
  /** Writes the example CSV into a folder. */
  'intake.saveExample': {
    role: 'encargado',
    input: z.object({ folder }),
    output: z.object({ file: z.string() }),
  },
  'intake.inbox': { role: 'usuario', input: nothing, output: inbox },
  'intake.setInbox': {
    role: 'encargado',
    input: z.object({ enabled: z.boolean(), folder: folder.nullable() }),
    output: inbox,
  },
} as const satisfies Record<string, Channel>;
