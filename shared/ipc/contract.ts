import { z } from 'zod';
import { DRAFT_WARNING_CODES } from '../domain/draft.ts';
import { ERROR_CODES, type ErrorValue } from '../domain/errors.ts';
import { PRACTICE_FAULTS } from '../domain/practice.ts';
import { AUDIT_ACTIONS } from '../domain/send-errors.ts';
import { ENVIRONMENTS, ERROR_CLASSES, QUEUE_STATES } from '../domain/states.ts';
import { PAPERS } from '../print/data.ts';
import { acts, actsBut, type Channel, reads } from './channel.ts';
import type { ChangeTopic, ChannelName } from './channels.ts';
import { cleanupContract } from './cleanup.ts';
import { companiesContract, keptCompany } from './companies.ts';
import { draft, draftKey, draftsContract } from './drafts.ts';
import { exchangeContract } from './exchange.ts';
import { foliosContract } from './folios.ts';
import { healthContract } from './health.ts';
import { helpContract } from './help.ts';
import { homeContract } from './home.ts';
import { intakeContract } from './intake.ts';
import { keysContract } from './keys.ts';
import { leftWhy, listsContract } from './lists.ts';
import { mailContract } from './mail.ts';
import { operatorsContract } from './operators.ts';
import {
  attemptView,
  backupFilter,
  backupRow,
  cafView,
  companyInput,
  companyKey,
  companyView,
  documentFilter,
  documentRow,
  documentType,
  fieldIssue,
  fileContent,
  id,
  ids,
  instant,
  listOf,
  orderedListOf,
  page,
  params,
  queueFilter,
  queueRow,
  sha256,
  sort,
} from './parts.ts';
import { presenceContract } from './presence.ts';
import {
  drillView,
  folderAdvice,
  folderPath,
  keptName,
  newPassphrase,
  passphrase,
  patrolView,
  restorePoint,
  restoreReport,
  restoreState,
  snapshotView,
  vaultContents,
  vaultStatus,
} from './restore.ts';
import { setupContract } from './setup.ts';
import { tourContract } from './tour.ts';
import { trailContract } from './trail.ts';

/** A verification names at most so many damaged ones; the count says how many there are. */
const PAGE_OF_DAMAGED = 500;

const nothing = z.object({});

const queueReport = z.object({
  done: z.array(id),
  skipped: z.array(z.object({ id, why: leftWhy })),
  /** Takes it back, for a little while (`queue.undo`); null where nothing was done. */
  undo: z.string().nullable(),
});

const practiceFault = z.object({
  kind: z.enum(PRACTICE_FAULTS),
  ms: z.int().min(0).max(120_000).optional(),
  value: z.int().min(-99).max(9_999).optional(),
  code: z
    .string()
    .regex(/^[A-Z]{3}-\d-\d{1,3}$/)
    .optional(),
  detail: z
    .string()
    .max(300)
    .regex(/^[\x20-\x7e\xa0-\xff]+$/)
    .optional(),
  times: z.int().min(1).max(1_000).optional(),
});

const practiceView = z.object({
  fault: practiceFault,
  processingMs: z.int(),
  /** How far the practice clock runs ahead of the computer's, ms. */
  clockAheadMs: z.int(),
  received: z.array(
    z.object({
      type: z.int(),
      folio: z.int(),
      trackId: z.string(),
      uploads: z.int(),
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

const settings = z.object({
  vaultFolder: z.string(),
  vaultWritable: z.boolean(),
  vaultFreeBytes: z.number().nullable(),
  colorScheme: z.enum(['light', 'dark', 'auto']),
  density: z.enum(['comfortable', 'compact']),
});

const printedCopy = { paper: z.enum(PAPERS), cedible: z.boolean() };

const sendingState = z.object({
  /**
   * sending: as usual. paused: by a person. waiting: the SII does not answer. trying: it does again, one document goes first.
   * no_room: a disk is full, or the database damaged (`app.health`).
   */
  state: z.enum(['sending', 'paused', 'waiting', 'trying', 'no_room']),
  sinceAt: instant,
  /** When the SII is asked again by itself; null unless waiting. */
  nextProbeAt: instant.nullable(),
  /** Documents that failed in a row. */
  failures: z.int(),
  pausedUntil: instant.nullable(),
  pauseReason: z.string().nullable(),
});

/** By file selection (`ids`), or everything that a filter of the backups screen finds. */
const exportSelection = z.discriminatedUnion('by', [
  z.object({ by: z.literal('ids'), ids }),
  z.object({ by: z.literal('filter'), filter: backupFilter }),
]);

export const contract = {
  'app.status': reads(
    nothing,
    z.object({
      version: z.string(),
      /** empty: first start. locked: a passphrase opens the keys; reading works, signing and sending do not. */
      stage: z.enum(['empty', 'locked', 'ready']),
      environment: z.enum(ENVIRONMENTS).nullable(),
      companyName: z.string().nullable(),
      companyRut: z.string().nullable(),
      now: instant,
      /** What opens the keys where they are closed; lost: nothing here. */
      keysOpener: z.enum(['passphrase', 'recovery', 'lost']).nullable(),
      /** Whether keys of a real company would need a passphrase here (no keyring of the system). */
      passphraseNeeded: z.boolean(),
      sii: z.enum(['available', 'trouble', 'unknown']),
      lastBackupAt: instant.nullable(),
      /** Since when all backups are known to be whole; null while one is not. */
      lastVerifiedAt: instant.nullable(),
      /** Why files do not reach the vault, until one does. */
      vaultProblem: z.enum(ERROR_CODES).nullable(),
      pending: z.int(),
      /** Out, without an answer. */
      uncertain: z.int(),
      needsPerson: z.int(),
    }),
  ),
  'app.unlock': acts(
    z.object({ passphrase: z.string().min(1).max(1_000) }),
    z.object({ unlocked: z.literal(true) }),
  ),

  'setup.practice': acts(nothing, companyView),
  'setup.real': acts(
    z.object({
      environment: z.enum(['certification', 'production']),
      company: companyInput,
      pfx: fileContent,
      pfxPassword: z.string().max(1_000),
      cafs: z.array(z.object({ name: z.string().max(260), content: fileContent })).max(50),
      /** For where the system has no keyring: protects the keys at rest. */
      passphrase: z.string().min(8).max(1_000).nullable(),
    }),
    companyView,
  ),
  'company.get': reads(nothing, companyView),
  'company.update': acts(companyInput.omit({ rut: true }), companyView),
  'certificates.import': acts(z.object({ pfx: fileContent, password: z.string().max(1_000) }), companyView),
  'cafs.list': reads(nothing, z.object({ items: z.array(cafView).max(1_000) })),
  'cafs.import': acts(z.object({ name: z.string().max(260), content: fileContent }), cafView),

  'home.summary': reads(
    nothing,
    z.object({
      today: z.object({ issued: z.int(), accepted: z.int(), amount: z.int() }),
      counts: z.object({
        /** Waiting for the first or the next attempt. */
        pending: z.int(),
        /** Out, without an answer: the SII will be asked. */
        uncertain: z.int(),
        /** Received, the SII has not decided. */
        received: z.int(),
        needsPerson: z.int(),
        abandoned: z.int(),
        /** Kept waiting by a person, counted in none of the above; and of them, since more than a day. */
        held: z.int(),
        longHeld: z.int(),
        documents: z.int(),
        backedUp: z.int(),
        /** Of those, the ones whose file in the folder waits to be written. */
        filesPending: z.int(),
      }),
      nextDueAt: instant.nullable(),
      lastBackupAt: instant.nullable(),
      lastVerifiedAt: instant.nullable(),
      folios: z.array(z.object({ type: documentType, left: z.int() })),
      certificateValidTo: instant.nullable(),
      attention: z.array(queueRow).max(5),
      recent: z.array(documentRow).max(5),
    }),
  ),

  /** Reads a draft file (JSON or YAML in the SII's structure, alone or as `{"draft": …}`). */
  'drafts.read': acts(
    z.object({ name: z.string().max(260), content: fileContent }),
    z.object({
      draft,
      type: z.int().nullable(),
      warnings: z.array(z.object({ path: z.string(), code: z.enum(DRAFT_WARNING_CODES), params })).max(200),
    }),
  ),
  /** Totals while typing, and what is wrong so far. Never fails on an incomplete draft. */
  'drafts.preview': reads(
    z.object({ draft }),
    z.object({
      totals: z.record(z.string(), z.json()),
      lineAmounts: z.array(z.number().nullable()),
      issues: z.array(fieldIssue),
      /** What is allowed, and worth a word while the document is being written. */
      warnings: z.array(z.enum(DRAFT_WARNING_CODES)),
    }),
  ),
  /** `kept`: under which key the draft was kept while it was written; it is not, from then on. */
  'documents.issue': acts(z.object({ draft, kept: draftKey.optional() }), documentRow),
  'documents.list': reads(
    z.object({ filter: documentFilter.prefault({}), sort: sort.optional(), ...page }),
    orderedListOf(documentRow),
  ),
  'documents.get': reads(
    z.object({ id }),
    z.object({
      document: queueRow,
      backup: backupRow.nullable(),
      /** Whose it is: of another company than the working one a document can only be read. */
      company: keptCompany,
      sha256,
      envelopeSha256: sha256,
      envelopeFile: z.string(),
      /** The signed XML, decoded for reading; cut at 500,000 characters. */
      xml: z.string(),
      siiReason: z.object({ code: z.string(), params }).nullable(),
      attempts: z.array(attemptView).max(500),
      timeline: z
        .array(z.object({ at: instant, actor: z.string(), action: z.enum(AUDIT_ACTIONS), params }))
        .max(1_000),
    }),
  ),
  /** Its attempts, with what went out and what came back, into a text file where the person says; null when cancelled. */
  'documents.saveAttempts': reads(z.object({ id }), z.object({ file: z.string().nullable() })),
  /** What a document was issued from, to begin another with: a note that corrects it, a copy, a corrected one. */
  'documents.draft': reads(z.object({ id }), z.object({ type: documentType, draft })),
  /** Asks the SII for what it is still checking, without waiting for the next time. `asked` is false when there is nothing to ask. */
  'documents.askNow': acts(z.object({ id }), z.object({ asked: z.boolean() })),
  /**
   * The printed copy as a PDF, made from the signed bytes: opened in the system's viewer, or saved into a folder as
   * `T33F123.pdf` (`T33F123-cedible.pdf`). `opened` is false when the system has no program for it.
   */
  'documents.pdf': reads(
    z.discriminatedUnion('action', [
      z.object({ action: z.literal('open'), id, ...printedCopy }),
      z.object({ action: z.literal('save'), id, ...printedCopy, folder: z.string().min(1).max(4_096) }),
    ]),
    z.object({ file: z.string(), opened: z.boolean() }),
  ),
  /** The same PDF as base64, to be looked at in the window; `name` without extension. */
  'documents.preview': reads(
    z.object({ id, ...printedCopy }),
    z.object({ name: z.string(), pdf: z.base64() }),
  ),
  /** The printed copy on paper, through the system's dialog. `printed` is false when the person closed it. */
  'documents.print': reads(z.object({ id, ...printedCopy }), z.object({ printed: z.boolean() })),

  'backups.list': reads(
    z.object({ filter: backupFilter.prefault({}), sort: sort.optional(), ...page }),
    orderedListOf(backupRow),
  ),
  'backups.summary': reads(
    z.object({ company: companyKey.nullable().default(null) }),
    z.object({
      documents: z.int(),
      received: z.int(),
      backedUp: z.int(),
      filesPending: z.int(),
      damaged: z.int(),
      bytes: z.int(),
      lastBackupAt: instant.nullable(),
      lastVerifiedAt: instant.nullable(),
      /** From when on the copies are checked again by themselves; null while a damage or a full disk keeps them from it. */
      nextVerificationAt: instant.nullable(),
      folder: z.string(),
      freeBytes: z.number().nullable(),
    }),
  ),
  /** Hashes the row and the file of each, and repairs the damaged one from the good one. */
  'backups.verify': acts(
    z.object({ ids: ids.nullable() }),
    z.object({
      checked: z.int(),
      verified: z.int(),
      repaired: z.int(),
      damaged: z.array(z.object({ id, type: documentType, folio: z.int() })).max(PAGE_OF_DAMAGED),
    }),
  ),
  /** xml: the documents alone. files: with their envelopes and an index. zip: the same in one file. */
  'exports.run': reads(
    z.object({
      selection: exportSelection,
      folder: z.string().max(4_096),
      as: z.enum(['xml', 'files', 'zip']),
    }),
    z.object({
      folder: z.string(),
      files: z.array(z.string()).max(5_010),
      documents: z.int(),
      bytes: z.int(),
    }),
  ),

  'queue.list': reads(z.object({ filter: queueFilter.prefault({}), ...page }), listOf(queueRow)),
  'queue.counts': reads(
    nothing,
    z.object({
      byState: z.record(z.enum(QUEUE_STATES), z.int()),
      /** Of those not yet done, by class of the last failure. */
      byClass: z.record(z.enum(ERROR_CLASSES), z.int()),
      uncertain: z.int(),
      /** Those that failed before and will be tried again, those that never failed, and what was done today. */
      waiting: z.int(),
      fresh: z.int(),
      doneToday: z.int(),
    }),
  ),
  'queue.retry': acts(z.object({ ids }), queueReport),
  'queue.abandon': acts(z.object({ ids, reason: z.string().trim().min(3).max(500) }), queueReport),

  /** Keeps single documents waiting while the others go; and lets them go on. */
  'queue.hold': acts(z.object({ ids, reason: z.string().trim().max(500).nullable() }), queueReport),
  'queue.release': acts(z.object({ ids }), queueReport),

  /** How the sending as a whole stands: the circuit breaker over the SII, and the pause that a person ordered. */
  'sending.state': reads(nothing, sendingState),
  /** Asks the SII whether it is there. Costs no document an attempt. */
  'sending.probe': acts(nothing, sendingState),
  /** At most seven days ahead. */
  'sending.pause': acts(
    z.object({ untilMs: instant, reason: z.string().trim().min(3).max(500) }),
    sendingState,
  ),
  'sending.resume': acts(nothing, sendingState),

  'settings.get': reads(nothing, settings),
  'settings.update': actsBut(
    // How the window looks is everybody's own business.
    ({ vaultFolder }) => vaultFolder === undefined,
    settings.pick({ vaultFolder: true, colorScheme: true, density: true }).partial(),
    settings,
  ),
  /** Opens the system's folder chooser; null when it was cancelled. */
  'dialogs.chooseFolder': actsBut(
    ({ purpose }) => purpose === 'export',
    z.object({ purpose: z.enum(['export', 'vault', 'inbox', 'restore', 'mirror', 'archive']) }),
    z.object({ folder: z.string().nullable() }),
  ),
  /** The same for one file: a portable archive (`.resguardo`). */
  'dialogs.chooseFile': acts(
    z.object({ purpose: z.enum(['archive']) }),
    z.object({ file: z.string().nullable() }),
  ),
  /** Shows the vault folder, or the backup of a document inside it, in the system's file manager. */
  'shell.reveal': reads(z.object({ documentId: id.nullable() }), z.object({ shown: z.boolean() })),

  /** How the vault is: what waits, warnings of its folder, the second copy, the last check. */
  'vault.status': reads(nothing, vaultStatus),
  /** A folder that somebody would like to keep backups in. */
  'vault.advise': acts(z.object({ folder: folderPath }), folderAdvice),
  /** A round of the whole vault: hash, signature, stamp, manifest, both copies; repairs what another copy has whole. */
  'backups.verifyAll': acts(nothing, patrolView),
  'backups.verifyReport': reads(nothing, z.object({ items: z.array(patrolView).max(30) })),
  'snapshots.list': reads(nothing, z.object({ items: z.array(snapshotView).max(100) })),
  'snapshots.take': acts(nothing, snapshotView),
  /** The second copy's folder; null for none. */
  'mirror.set': acts(z.object({ folder: folderPath.nullable() }), vaultStatus),
  /** `copied` is null when the second place is not there. */
  'mirror.sync': acts(nothing, z.object({ copied: z.int().nullable() })),
  /** What a vault would give; `folder` null is the vault of now. Works in an empty profile. */
  'restore.inspect': acts(z.object({ folder: folderPath.nullable() }), vaultContents),
  /** Prepares and verifies; takes effect at the next start (`restore.apply`). */
  'restore.run': acts(
    z.object({
      folder: folderPath.nullable(),
      point: restorePoint,
      /** Whom the program works for afterwards, where the folder has several; null: the same as now. */
      company: companyKey.nullable().default(null),
    }),
    restoreReport,
  ),
  'restore.progress': reads(nothing, restoreState),
  'restore.cancel': acts(nothing, nothing),
  /** Former states of this computer, newest first. */
  'restore.kept': reads(
    nothing,
    z.object({ items: z.array(z.object({ name: keptName, at: instant, size: z.int() })).max(100) }),
  ),
  'restore.revert': acts(z.object({ name: keptName }), restoreReport),
  /** Starts the program anew on what was prepared. The answer comes first. */
  'restore.apply': acts(nothing, nothing),
  /** Brings one document back to what was signed, from whichever copy is whole. */
  'restore.document': acts(z.object({ id }), z.object({ repaired: z.int() })),
  'drill.run': acts(nothing, drillView),
  /** Makes `respaldo-AAAAMMDD-hhmmss.resguardo` in a folder. */
  'archive.make': acts(
    z.object({ folder: folderPath, passphrase: newPassphrase }),
    z.object({ name: z.string(), files: z.int(), bytes: z.int(), leftOut: z.array(z.string()).max(500) }),
  ),
  /** Makes a vault out of an archive, inside `folder`; its answer's folder goes to `restore.inspect`. */
  'archive.open': acts(
    z.object({ file: folderPath, passphrase, folder: folderPath }),
    z.object({ folder: z.string(), files: z.int(), bytes: z.int() }),
  ),
  /** Keeps the keys in the vault under a passphrase, for another computer. */
  'keys.setRecovery': acts(
    z.object({ passphrase: newPassphrase }),
    z.object({ keys: z.enum(['passphrase', 'practice', 'none']) }),
  ),
  /** Makes new keys after a restore without any; certificate and CAFs are then imported again. */
  'keys.protect': acts(z.object({ passphrase: newPassphrase.nullable() }), nothing),

  'practice.get': reads(nothing, practiceView),
  'practice.setFault': acts(practiceFault, practiceView),
  'practice.setProcessingTime': acts(z.object({ ms: z.int().min(0).max(86_400_000) }), practiceView),
  'practice.advanceClock': acts(z.object({ ms: z.int().min(60_000).max(86_400_000) }), practiceView),

  ...foliosContract,
  ...healthContract,
  ...cleanupContract,
  ...intakeContract,
  ...exchangeContract,
  ...homeContract,
  ...tourContract,
  ...helpContract,
  ...presenceContract,
  ...companiesContract,
  ...mailContract,
  ...keysContract,
  ...listsContract,
  ...setupContract,
  ...draftsContract,
  ...operatorsContract,
  ...trailContract,
} as const satisfies Record<ChannelName, Channel>;

export type Contract = typeof contract;
export type Input<C extends ChannelName> = z.input<Contract[C]['input']>;
export type Output<C extends ChannelName> = z.output<Contract[C]['output']>;

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorValue };

/** What the renderer sees as `window.app`: every channel as a method, and the changes that main announces. */
export interface AppApi {
  readonly call: { readonly [C in ChannelName]: (input: Input<C>) => Promise<Result<Output<C>>> };
  /** @returns a function that stops listening */
  onChange(listener: (topics: readonly ChangeTopic[]) => void): () => void;
  /** @returns a function that stops listening */
  onGo(listener: (address: string) => void): () => void;
}
