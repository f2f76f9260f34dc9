import { z } from 'zod';
import { COMPANY_KEY } from '../domain/company-key.ts';
import { DOCUMENT_TYPES } from '../domain/document-type.ts';
import { SEND_ERROR_CODES } from '../domain/send-errors.ts';
import {
  ATTEMPT_KINDS,
  ATTEMPT_OUTCOMES,
  ENVIRONMENTS,
  ERROR_CLASSES,
  INTEGRITIES,
  QUEUE_STATES,
  SII_STATES,
} from '../domain/states.ts';

/** Pieces that several channels share. */

export const id = z.int().positive();
/** UTC epoch ms. */
export const instant = z.int();
/** Chile's date `AAAA-MM-DD`. */
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const rut = z.string().regex(/^\d{1,8}-[\dK]$/);
export const sha256 = z.string().regex(/^[\da-f]{64}$/);
/** A company as `companyKey` names it. */
export const companyKey = z.string().regex(COMPANY_KEY);
export const documentType = z.literal(DOCUMENT_TYPES);
export const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** Files come from the renderer as base64; 5 MB are far more than any PFX, CAF or draft has. */
export const MAX_FILE_BASE64 = 7_000_000;
export const fileContent = z.base64().max(MAX_FILE_BASE64);

/** No list crosses without an end. */
export const PAGE_LIMIT = 200;
export const page = {
  cursor: z.string().max(400).nullable().default(null),
  limit: z.int().min(1).max(PAGE_LIMIT).default(50),
};
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ items: z.array(row).max(PAGE_LIMIT), nextCursor: z.string().nullable(), total: z.int() });
/**
 * A page of a list that may have a million rows: it may be short and still have a next one, and `total` may be no more than what
 * there is at least (`exact` false).
 */
export const listOf = <T extends z.ZodType>(row: T) => pageOf(row).extend({ exact: z.boolean() });
/**
 * The same, and whether it is in the order that was asked for: what very many documents have in common is found newest first.
 * `all`: how many the list has without a filter; the first page says it.
 */
export const orderedListOf = <T extends z.ZodType>(row: T) =>
  listOf(row).extend({ ordered: z.boolean(), all: z.int().nullable() });
/** By day of issue, by amount, by folio, or by the receptor's name as es-CL orders it. */
export const sort = z.object({
  by: z.enum(['date', 'amount', 'folio', 'receptor']),
  descending: z.boolean(),
});

/** At most this many ids in one request; more are chosen by filter. */
export const ids = z.array(id).min(1).max(5_000);

const folded = z.string().trim().max(120);

const amount = z.int().min(0);

/** Whose documents; null: the working company's. */
const ofCompany = companyKey.nullable().default(null);

export const documentFilter = z.object({
  company: ofCompany,
  from: date.nullable().default(null),
  to: date.nullable().default(null),
  types: z.array(documentType).max(20).default([]),
  siiStates: z.array(z.enum(SII_STATES)).max(10).default([]),
  receptorRut: z.string().max(20).nullable().default(null),
  /** Least and greatest total, both included. */
  minTotal: amount.nullable().default(null),
  maxTotal: amount.nullable().default(null),
  text: folded.default(''),
});
export const backupFilter = documentFilter.extend({
  integrities: z.array(z.enum(INTEGRITIES)).max(5).default([]),
});
export const queueFilter = z.object({
  states: z.array(z.enum(QUEUE_STATES)).max(10).default([]),
  classes: z.array(z.enum(ERROR_CLASSES)).max(10).default([]),
  /** Only those whose arrival is in doubt (true), only the others (false), or both (null). */
  uncertain: z.boolean().nullable().default(null),
  /** Only those that failed before (true), only those that never did (false), or both (null). */
  failed: z.boolean().nullable().default(null),
  /** One cause alone, as `queue.causes` names it. */
  cause: z.string().max(200).nullable().default(null),
  /** Of those that are done: only those that were since. */
  doneSince: instant.nullable().default(null),
  text: folded.default(''),
});

export const documentRow = z.object({
  id,
  type: documentType,
  folio: z.int().positive(),
  issuedOn: date,
  createdAt: instant,
  receptorRut: z.string(),
  receptorName: z.string(),
  total: z.int(),
  /** The amount in its own currency, and in pesos where it says them; null where `total` is in pesos. */
  money: z.object({ currency: z.string(), total: z.number(), pesos: z.int().nullable() }).nullable(),
  siiState: z.enum(SII_STATES),
  queueState: z.enum(QUEUE_STATES),
  trackId: z.string().nullable(),
  backedUp: z.boolean(),
});

export const sendError = z.object({
  class: z.enum(ERROR_CLASSES),
  code: z.enum(SEND_ERROR_CODES),
  params,
});

export const queueRow = documentRow.extend({
  uncertain: z.boolean(),
  attempts: z.int(),
  failedRetries: z.int(),
  /** null where nothing happens by itself. */
  nextDueAt: instant.nullable(),
  lastAttemptAt: instant.nullable(),
  firstFailedAt: instant.nullable(),
  error: sendError.nullable(),
  abandonedReason: z.string().nullable(),
  /** A person keeps it waiting: who, since when, and why. */
  hold: z.object({ by: z.string(), at: instant, reason: z.string().nullable() }).nullable(),
  canHold: z.boolean(),
  canRelease: z.boolean(),
  canRetry: z.boolean(),
  canAbandon: z.boolean(),
});

export const COPY_PLACES = ['database', 'vault', 'mirror'] as const;
export type CopyPlace = (typeof COPY_PLACES)[number];

export const backupRow = documentRow.extend({
  backedUpAt: instant,
  verifiedAt: instant.nullable(),
  integrity: z.enum(INTEGRITIES),
  sha256,
  /** Path inside the vault; null while the file waits to be written. */
  file: z.string().nullable(),
  /** Where it is kept, each time whole as far as is known. */
  copies: z.array(z.enum(COPY_PLACES)).max(3),
});

export const attemptView = z.object({
  number: z.int(),
  kind: z.enum(ATTEMPT_KINDS),
  startedAt: instant,
  durationMs: z.int().nullable(),
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  error: sendError.nullable(),
  httpStatus: z.int().nullable(),
  trackId: z.string().nullable(),
  nextDueAt: instant.nullable(),
  /** What went out, in words: address, what was asked, the envelope by name, size and hash. */
  request: z.string().nullable(),
  /** The answer as it came, decoded for reading; cut at 16,000 characters. */
  raw: z.string().nullable(),
});

export const companyView = z.object({
  id,
  environment: z.enum(ENVIRONMENTS),
  rut: z.string(),
  name: z.string(),
  giro: z.string(),
  acteco: z.array(z.int()),
  address: z.string(),
  comuna: z.string(),
  city: z.string().nullable(),
  fchResol: date,
  nroResol: z.int(),
  certificate: z
    .object({
      holderRut: z.string(),
      holderName: z.string(),
      validFrom: instant,
      validTo: instant,
      fingerprint: z.string(),
    })
    .nullable(),
});

export const companyInput = z.object({
  rut,
  name: z.string().trim().min(1).max(100),
  giro: z.string().trim().min(1).max(80),
  acteco: z.array(z.int().min(1).max(999_999)).min(1).max(4),
  address: z.string().trim().min(1).max(60),
  comuna: z.string().trim().min(1).max(20),
  city: z.string().trim().max(20).nullable(),
  fchResol: date,
  nroResol: z.int().min(0).max(999_999),
});

export const cafView = z.object({
  id,
  type: documentType,
  from: z.int(),
  to: z.int(),
  next: z.int(),
  left: z.int(),
  authorizedOn: date,
  /** Last day on which it may stamp; null where the SII sets none. */
  expiresOn: date.nullable(),
});

export const fieldIssue = z.object({ path: z.string(), code: z.string(), params: params.optional() });

export type DocumentRow = z.infer<typeof documentRow>;
export type QueueRow = z.infer<typeof queueRow>;
export type BackupRow = z.infer<typeof backupRow>;
export type AttemptView = z.infer<typeof attemptView>;
export type CompanyView = z.infer<typeof companyView>;
export type CompanyInput = z.infer<typeof companyInput>;
export type CafView = z.infer<typeof cafView>;
export type SendErrorView = z.infer<typeof sendError>;
export type DocumentFilter = z.infer<typeof documentFilter>;
export type QueueFilter = z.infer<typeof queueFilter>;
export type BackupFilter = z.infer<typeof backupFilter>;
