import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import { ENVIRONMENTS, QUEUE_STATES } from '../domain/states.ts';
import { date, documentType, instant, params } from './parts.ts';

/** What crosses about backups as a whole: the vault, its second copy, snapshots, restores, archives. */

export const folderPath = z.string().min(1).max(4_096);
/** Typed by a person; the length is asked for where one is chosen, not where one is given. */
export const passphrase = z.string().min(1).max(1_000);
export const newPassphrase = z.string().min(8).max(1_000);

/** Inside the vault. */
export const snapshotPath = z.string().regex(/^instantaneas\/\d{8}T\d{6}Z\.sqlite$/);
export const keptName = z.string().regex(/^Antes de restaurar \d\d-\d\d-\d{4} \d\d\.\d\d(?: \(\d+\))?$/);

export const snapshotView = z.object({
  path: snapshotPath,
  at: instant,
  size: z.int(),
  documents: z.int(),
  jobs: z.int(),
});

export const errorValue = z.object({ code: z.enum(ERROR_CODES), params: params.optional() });

export const folderAdvice = z.object({
  writable: z.boolean(),
  freeBytes: z.number().nullable(),
  sameDisk: z.boolean().nullable(),
  cloud: z.enum(['onedrive', 'dropbox', 'google_drive', 'icloud']).nullable(),
  warnings: z.array(z.enum(['not_writable', 'other_company', 'little_space', 'same_disk', 'cloud_synced'])),
  /** Names of companies that have documents there and are none of this program's. */
  others: z.array(z.string()).max(20),
});

export const patrolView = z.object({
  at: instant,
  /** Of the whole vault, or of the part of one night. */
  complete: z.boolean(),
  checked: z.int(),
  repaired: z.array(z.object({ path: z.string(), where: z.enum(['vault', 'mirror', 'database']) })).max(500),
  damaged: z
    .array(z.object({ path: z.string(), why: z.enum(['hash', 'signature', 'stamp', 'row']) }))
    .max(500),
  manifest: z.enum(['whole', 'torn', 'broken', 'missing']),
  mirror: z.enum(['same', 'behind', 'other']).nullable(),
});

export const drillView = z.object({
  at: instant,
  ok: z.boolean(),
  documents: z.int(),
  same: z.int(),
  foliosRight: z.boolean(),
  ms: z.int(),
  snapshot: z.string().nullable(),
  error: z.string().nullable(),
});

export const vaultStatus = z.object({
  folder: z.string(),
  advice: folderAdvice,
  /** Documents that are not in the vault as they are in the database. */
  waiting: z.int(),
  problem: errorValue.nullable(),
  lastSnapshotAt: instant.nullable(),
  mirror: z.object({
    folder: z.string().nullable(),
    present: z.boolean(),
    lastCopyAt: instant.nullable(),
    problem: errorValue.nullable(),
  }),
  /** Whether another computer could open the keys out of the vault. none: certificate and CAFs would be imported again. */
  keys: z.enum(['passphrase', 'practice', 'none']),
  lastPatrol: patrolView.nullable(),
  lastDrill: drillView.nullable(),
});

export const vaultContents = z.object({
  folder: z.string(),
  companies: z.array(
    z.object({
      rut: z.string(),
      name: z.string(),
      environment: z.enum(ENVIRONMENTS),
      documents: z.int(),
      lastIssuedOn: date.nullable(),
    }),
  ),
  documents: z.int(),
  bytes: z.int(),
  queue: z.record(z.enum(QUEUE_STATES), z.int()),
  lastAt: instant.nullable(),
  snapshots: z.array(snapshotView).max(100),
  keys: z.enum(['passphrase', 'practice', 'none']),
  manifest: z.enum(['whole', 'torn', 'broken', 'missing']),
  damaged: z.int(),
  changes: z.object({
    added: z.int(),
    kept: z.int(),
    overwritten: z.literal(0),
    /** In the database of now and not in the vault: they stay, if their company is in the vault. */
    onlyHere: z.int(),
  }),
});

export const restoreReport = z.object({
  snapshot: z.string().nullable(),
  companies: z.int(),
  documents: z.int(),
  added: z.int(),
  updated: z.int(),
  kept: z.int(),
  incomplete: z.int(),
  lost: z
    .array(z.object({ path: z.string(), why: z.enum(['damaged', 'no_envelope', 'no_company', 'conflict']) }))
    .max(500),
  verified: z.int(),
  bytes: z.int(),
  keys: z.enum(['kept', 'passphrase', 'practice', 'missing']),
  waiting: z.int(),
  lastFolios: z.array(z.object({ type: documentType, folio: z.int() })),
});

export const restoreState = z.object({
  state: z.enum(['idle', 'working', 'restart_needed', 'failed']),
  progress: z
    .object({
      phase: z.enum(['base', 'documents', 'verify']),
      done: z.int(),
      total: z.int(),
      bytes: z.int(),
    })
    .nullable(),
  report: restoreReport.nullable(),
  error: errorValue.nullable(),
});

/** `latest`: the newest whole snapshot and the vault on top of it. `files`: the vault's files alone. */
export const restorePoint = z.union([z.enum(['latest', 'files']), snapshotPath]);
