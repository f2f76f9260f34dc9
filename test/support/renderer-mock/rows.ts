import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { SendErrorCode } from '../../../shared/domain/send-errors.ts';
import type { ErrorClass, QueueState, SiiState } from '../../../shared/domain/states.ts';
import { localDate } from '../../../shared/format/time.ts';
import type { BackupRow, QueueRow } from '../../../shared/ipc/parts.ts';

/** Made-up documents in every state, for screenshots and for tests of the screens without main. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const RECEPTORS = [
  ['76192083-9', 'Comercial Los Aromos SpA'],
  ['60803000-K', 'Servicio de Impuestos Internos'],
  ['96790240-3', 'Minera Los Pelambres S.A.'],
  ['77135660-5', 'Panadería y Pastelería Ñuñoa Limitada'],
  ['78885550-8', 'Distribuidora e Importadora de Artículos de Ferretería del Sur y Compañía Limitada'],
  ['5126663-3', 'María Inés Etcheverry Muñoz'],
] as const;

interface Sketch {
  readonly type: DocumentType;
  readonly sii: SiiState;
  readonly queue: QueueState;
  readonly error?: readonly [ErrorClass, SendErrorCode];
  readonly retries?: number;
  readonly dueIn?: number;
  readonly reason?: string;
}

const SKETCHES: readonly Sketch[] = [
  { type: 33, sii: 'not_sent', queue: 'pending', dueIn: 0 },
  { type: 33, sii: 'not_sent', queue: 'retrying' },
  { type: 33, sii: 'not_sent', queue: 'needs_person', error: ['validation', 'bad_schema'] },
  { type: 33, sii: 'rejected', queue: 'needs_person', error: ['validation', 'document_rejected'] },
  {
    type: 33,
    sii: 'uncertain',
    queue: 'pending',
    error: ['timeout', 'no_answer'],
    retries: 1,
    dueIn: 8 * MINUTE,
  },
  {
    type: 52,
    sii: 'uncertain',
    queue: 'pending',
    error: ['connection', 'connection_cut'],
    dueIn: 52 * MINUTE,
  },
  {
    type: 33,
    sii: 'not_sent',
    queue: 'pending',
    error: ['connection', 'no_connection'],
    retries: 3,
    dueIn: 3 * HOUR + 20 * MINUTE,
  },
  {
    type: 61,
    sii: 'not_sent',
    queue: 'pending',
    error: ['unavailable', 'sii_busy'],
    retries: 1,
    dueIn: 8 * MINUTE,
  },
  {
    type: 56,
    sii: 'not_sent',
    queue: 'pending',
    error: ['unavailable', 'html_answer'],
    retries: 2,
    dueIn: 95 * MINUTE,
  },
  { type: 33, sii: 'not_sent', queue: 'abandoned', error: ['unknown', 'unreadable_answer'], retries: 5 },
  {
    type: 33,
    sii: 'not_sent',
    queue: 'abandoned',
    error: ['validation', 'company_not_authorised'],
    reason: 'Se emitió otra factura con los datos correctos',
  },
  { type: 33, sii: 'received', queue: 'success' },
  { type: 33, sii: 'objected', queue: 'success' },
];

const sketchAt = (index: number): Sketch =>
  SKETCHES[index] ?? {
    type: ([33, 33, 33, 52, 61] as const)[index % 5] ?? 33,
    sii: 'accepted',
    queue: 'success',
  };

const totalAt = (index: number): number => ((index * 48_271 + 11_213) % 900) * 1_190 + 37_485;

/** @param count newest first, issued some hours apart */
export const makeRows = (now: number, count: number): readonly QueueRow[] =>
  Array.from({ length: count }, (_, index) => {
    const sketch = sketchAt(index);
    const [receptorRut, receptorName] = RECEPTORS[(index * 5) % RECEPTORS.length] ?? RECEPTORS[0];
    const createdAt = now - (index * 5 * HOUR + 7 * MINUTE);
    const failed = sketch.error !== undefined;
    const received = sketch.sii !== 'not_sent' && sketch.sii !== 'uncertain';
    return {
      id: count - index,
      type: sketch.type,
      folio: 1_245 + count - index,
      issuedOn: localDate(createdAt),
      createdAt,
      receptorRut,
      receptorName,
      total: totalAt(index),
      money: null,
      siiState: sketch.sii,
      queueState: sketch.queue,
      trackId: received ? String(4_567_000_000 - index) : null,
      backedUp: received,
      uncertain: sketch.sii === 'uncertain',
      attempts: failed ? 1 + (sketch.retries ?? 0) : received ? 2 : 0,
      failedRetries: sketch.retries ?? 0,
      nextDueAt: sketch.dueIn === undefined ? null : now + sketch.dueIn,
      lastAttemptAt: failed ? createdAt + 40 * MINUTE : null,
      firstFailedAt: failed ? createdAt + MINUTE : null,
      error: sketch.error ? { class: sketch.error[0], code: sketch.error[1], params: {} } : null,
      abandonedReason: sketch.reason ?? null,
      hold: null,
      canHold: sketch.queue === 'pending',
      canRelease: false,
      canRetry:
        sketch.queue === 'needs_person' ||
        sketch.queue === 'abandoned' ||
        (sketch.queue === 'pending' && failed),
      canAbandon: sketch.queue === 'needs_person' || sketch.queue === 'pending',
    };
  });

const hashOf = (id: number): string => id.toString(16).padStart(4, '0').repeat(16);

/** The backups of those rows that have one. */
export const makeBackups = (rows: readonly QueueRow[]): readonly BackupRow[] =>
  rows
    .filter((row) => row.backedUp)
    .map((row, index) => ({
      ...row,
      backedUpAt: row.createdAt + 2 * MINUTE,
      verifiedAt: index % 4 === 2 ? null : row.createdAt + DAY,
      integrity: index === 5 ? 'damaged' : index % 4 === 2 ? 'unverified' : 'verified',
      sha256: hashOf(row.id),
      file: `76192083-9/${row.issuedOn.slice(0, 7)}/T${row.type}F${row.folio}.xml`,
      copies: index < 9 ? ['database', 'vault'] : ['database', 'vault', 'mirror'],
    }));
