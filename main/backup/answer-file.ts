import { z } from 'zod';
import { DOCUMENT_TYPES } from '../../shared/domain/document-type.ts';
import { AUDIT_ACTIONS, SEND_ERROR_CODES } from '../../shared/domain/send-errors.ts';
import {
  ATTEMPT_KINDS,
  ATTEMPT_OUTCOMES,
  ENVIRONMENTS,
  ERROR_CLASSES,
  QUEUE_STATES,
  SII_STATES,
} from '../../shared/domain/states.ts';
import type { DocumentBundle } from '../store/bundles.ts';
import { sha256 } from './hash.ts';

/**
 * `T33F123.respuesta.json`: what became of a document, so that a vault alone brings the business back. Everything that the
 * database has of it but the signed bytes, which lie beside it as they are. One line of head with the hash of the rest,
 * because the file is written anew with every change and must say by itself whether it is whole.
 */
const FORMAT = 'resguardo-respuesta';
const VERSION = 1;

const instant = z.int();
const params = z.record(z.string(), z.union([z.string(), z.number()]));

const KNOWN: ReadonlySet<string> = new Set(AUDIT_ACTIONS);

const body = z.object({
  format: z.literal(FORMAT),
  /** Of the format. What a newer version adds is left out by an older one. */
  version: z.int().min(1),
  environment: z.enum(ENVIRONMENTS),
  rut: z.string(),
  document: z.looseObject({
    type: z.literal(DOCUMENT_TYPES),
    folio: z.int().positive(),
    issuedOn: z.string(),
    receptorRut: z.string(),
    receptorName: z.string(),
    total: z.int(),
    sha256: z.string(),
    siiState: z.enum(SII_STATES),
    siiStateAt: instant,
    siiReason: z.looseObject({ estado: z.string(), glosa: z.string() }).nullable(),
    trackId: z.string().nullable(),
    pollDueAt: instant.nullable(),
    pollCount: z.int(),
    createdAt: instant,
    createdBy: z.string(),
  }),
  draft: z.unknown(),
  envelope: z.object({ fileName: z.string(), sha256: z.string(), signedAt: instant }),
  job: z
    .looseObject({
      state: z.enum(QUEUE_STATES),
      failedRetries: z.int(),
      attempts: z.int(),
      nextDueAt: instant.nullable(),
      askFirst: z.boolean(),
      uncertainSince: instant.nullable(),
      errorClass: z.enum(ERROR_CLASSES).nullable(),
      errorCode: z.enum(SEND_ERROR_CODES).nullable().catch(null),
      errorParams: params,
      firstFailedAt: instant.nullable(),
      lastAttemptAt: instant.nullable(),
      lastUploadAt: instant.nullable(),
      abandonedReason: z.string().nullable(),
      leaseOwner: z.string().nullable(),
      leaseAttempt: z.int().nullable(),
      updatedAt: instant,
      heldAt: instant.nullable().default(null),
      heldBy: z.string().nullable().default(null),
      heldReason: z.string().nullable().default(null),
    })
    .nullable(),
  attempts: z.array(
    z.looseObject({
      number: z.int(),
      kind: z.enum(ATTEMPT_KINDS),
      bootId: z.string(),
      startedAt: instant,
      endedAt: instant.nullable(),
      durationMs: z.int().nullable(),
      outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
      answer: z.string().nullable(),
      errorClass: z.enum(ERROR_CLASSES).nullable(),
      errorCode: z.enum(SEND_ERROR_CODES).nullable().catch(null),
      errorParams: params,
      httpStatus: z.int().nullable(),
      trackId: z.string().nullable(),
      times: z.int(),
      nextDueAt: instant.nullable(),
      /** The SII's answer as it came, base64. */
      raw: z.base64().nullable(),
      request: z.string().nullable().default(null),
    }),
  ),
  /** A newer version may tell more than this one knows. */
  audit: z
    .array(z.object({ at: instant, actor: z.string(), action: z.string(), params }))
    .transform((entries) => entries.filter(({ action }) => KNOWN.has(action))),
  backedUpAt: instant.nullable(),
  /** Rows of further tables, by table. */
  more: z.record(z.string(), z.array(z.record(z.string(), z.json()))).default({}),
});

/** A bundle but for the signed bytes. */
export type AnswerFile = Omit<DocumentBundle, 'bytes' | 'envelope'> & {
  readonly envelope: Omit<DocumentBundle['envelope'], 'bytes'>;
};

/** Left out where there is nothing: so older files are still what their documents give. */
const writeJob = ({ heldAt, heldBy, heldReason, ...job }: NonNullable<DocumentBundle['job']>) => ({
  ...job,
  ...(heldAt === null ? {} : { heldAt, heldBy, heldReason }),
});

/** The same bundle gives the same bytes. */
export const writeAnswer = (bundle: DocumentBundle): Buffer => {
  const { bytes: _bytes, envelope, attempts, more, ...rest } = bundle;
  const { fileName, sha256: hash, signedAt } = envelope;
  const text = `${JSON.stringify(
    {
      format: FORMAT,
      version: VERSION,
      ...rest,
      job: rest.job && writeJob(rest.job),
      envelope: { fileName, sha256: hash, signedAt },
      // As above.
      attempts: attempts.map(({ raw, request, ...attempt }) => ({
        ...attempt,
        raw: raw?.toString('base64') ?? null,
        ...(request === null ? {} : { request }),
      })),
      ...(Object.keys(more).length > 0 ? { more } : {}),
    },
    null,
    1,
  )}\n`;
  return Buffer.from(`{"sha256":"${sha256(Buffer.from(text, 'utf8'))}"}\n${text}`, 'utf8');
};

/** Null for bytes that are no whole answer file. */
export const readAnswer = (bytes: Buffer): AnswerFile | null => {
  const cut = bytes.indexOf(10);
  if (cut < 0) return null;
  const head = /^\{"sha256":"([\da-f]{64})"\}$/.exec(bytes.toString('utf8', 0, cut));
  const rest = bytes.subarray(cut + 1);
  if (!head || sha256(rest) !== head[1]) return null;
  try {
    const parsed = body.safeParse(JSON.parse(rest.toString('utf8')));
    if (!parsed.success) return null;
    const { format: _format, version: _version, attempts, ...file } = parsed.data;
    return {
      ...file,
      attempts: attempts.map(({ raw, ...attempt }) => ({
        ...attempt,
        raw: raw === null ? null : Buffer.from(raw, 'base64'),
      })),
    } as AnswerFile;
  } catch {
    return null;
  }
};
