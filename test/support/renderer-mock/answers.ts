import { companyKey } from '../../../shared/domain/company-key.ts';
import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { BackupRow, CafView, CompanyView, QueueRow } from '../../../shared/ipc/parts.ts';
import { deskAnswers } from './desk.ts';
import { detailOf } from './detail.ts';
import { intakeAnswers } from './intake.ts';
import { listAnswers } from './lists.ts';
import { mailAnswers } from './mail.ts';
import { preview } from './preview.ts';
import { DAY, HOUR, MINUTE, makeBackups, makeRows } from './rows.ts';
import { safekeeping } from './safekeeping.ts';
import { staffAnswers } from './staff.ts';

/** Which situation the mock plays. */
export const SCENARIOS = [
  'empty',
  'fresh',
  'busy',
  'good',
  'locked',
  'certification',
  'production',
  'failing',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

const folioReports = (): Output<'folios.report'> => ({
  items: CAFS.map((caf) => ({
    type: caf.type,
    usable: caf.left,
    perDay: caf.type === 33 ? 4.2 : null,
    daysLeft: caf.type === 33 ? 28 : null,
    ranges: [{ ...caf, state: 'in_use' }],
    unused: caf.type === 33 ? [{ from: 101, to: 120, why: 'skipped', note: null }] : [],
    rejected: caf.type === 33 ? 2 : 0,
    abandoned: 0,
  })),
});

type Answers = { [C in ChannelName]: (input: Input<C>) => Output<C> };

const ROWS: Record<Scenario, number> = {
  empty: 0,
  fresh: 0,
  busy: 137,
  good: 137,
  locked: 137,
  certification: 137,
  production: 137,
  failing: 137,
};

const VAULT = '/home/rosa/Documentos/Resguardo/76192083-9';

const company = (now: number, scenario: Scenario): CompanyView => ({
  id: 1,
  environment: scenario === 'certification' || scenario === 'production' ? scenario : 'practice',
  rut: '76192083-9',
  name: 'Almacén y Ferretería Doña Rosa SpA',
  giro: 'Venta al por menor de artículos de ferretería',
  acteco: [475201, 471100],
  address: 'Avenida Irarrázaval 2401, local 3',
  comuna: 'Ñuñoa',
  city: 'Santiago',
  fchResol: '2014-08-22',
  nroResol: 80,
  certificate: {
    holderRut: '5126663-3',
    holderName: 'Rosa Elvira Peña Contreras',
    validFrom: now - 200 * DAY,
    validTo: now + 165 * DAY,
    fingerprint: '9F:2C:11:7A:03:55:D0:8E:4B:91:6C:20:AA:3E:77:12:5D:F4:08:B9',
  },
});

const sending = (): Output<'sending.state'> => ({
  state: 'sending',
  sinceAt: Date.now(),
  nextProbeAt: null,
  failures: 0,
  pausedUntil: null,
  pauseReason: null,
});

const CAFS: readonly CafView[] = [
  {
    id: 1,
    type: 33,
    from: 1,
    to: 1_500,
    next: 1_383,
    left: 118,
    authorizedOn: '2026-09-02',
    expiresOn: '2027-03-02',
  },
  { id: 2, type: 39, from: 1, to: 500, next: 1, left: 500, authorizedOn: '2026-09-02', expiresOn: null },
  {
    id: 3,
    type: 52,
    from: 1_200,
    to: 1_390,
    next: 1_384,
    left: 7,
    authorizedOn: '2026-09-02',
    expiresOn: '2027-03-02',
  },
  {
    id: 4,
    type: 56,
    from: 1,
    to: 50,
    next: 51,
    left: 0,
    authorizedOn: '2026-09-02',
    expiresOn: '2027-03-02',
  },
  {
    id: 5,
    type: 61,
    from: 1,
    to: 2_000,
    next: 1_381,
    left: 620,
    authorizedOn: '2026-09-02',
    expiresOn: '2027-03-02',
  },
];

const fits = (row: QueueRow | BackupRow, text: string): boolean =>
  `${row.folio} ${row.receptorRut} ${row.receptorName}`.toLowerCase().includes(text.trim().toLowerCase());

const paged = <Row>(
  rows: readonly Row[],
  input: { cursor?: string | null | undefined; limit?: number | undefined },
  all = rows.length,
) => {
  const start = Number(input.cursor ?? 0);
  const end = start + (input.limit ?? 50);
  return {
    items: rows.slice(start, end),
    nextCursor: end < rows.length ? String(end) : null,
    total: rows.length,
    exact: true,
    ordered: true,
    all: start === 0 ? all : null,
  };
};

interface DocumentFilterLike {
  readonly text?: string | undefined;
  readonly types?: readonly number[] | undefined;
  readonly siiStates?: readonly string[] | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

const passes = (row: QueueRow | BackupRow, filter: DocumentFilterLike): boolean =>
  fits(row, filter.text ?? '') &&
  (!filter.types?.length || filter.types.includes(row.type)) &&
  (!filter.siiStates?.length || filter.siiStates.includes(row.siiState)) &&
  (!filter.from || row.issuedOn >= filter.from) &&
  (!filter.to || row.issuedOn <= filter.to);

/** What the mock main answers in a scenario. Actions change nothing but say what main would. */
export const makeAnswers = (
  scenario: Scenario,
  now: number,
  colorScheme: 'light' | 'dark' | 'auto' = 'light',
): Answers => {
  const all = makeRows(now, ROWS[scenario]);
  const rows = scenario === 'good' ? all.map((row, index) => calm(row, index)) : all;
  const backups = makeBackups(rows).map((row) =>
    scenario === 'good' && row.integrity === 'damaged' ? { ...row, integrity: 'verified' as const } : row,
  );
  const byState = (state: string) => rows.filter((row) => row.queueState === state).length;
  const uncertain = rows.filter((row) => row.uncertain).length;
  const report = (ids: readonly number[]) => ({
    done: ids.slice(0, 2),
    skipped: ids.slice(2).map((id) => ({ id, why: 'in_flight' as const })),
    undo: null,
  });
  const practice: Output<'practice.get'> = {
    fault:
      scenario === 'busy' ? { kind: 'rejection_after_epr', code: 'DTE-3-505', times: 2 } : { kind: 'none' },
    processingMs: 2_500,
    clockAheadMs: scenario === 'busy' ? 3 * HOUR : 0,
    received: rows
      .filter((row) => row.trackId !== null)
      .slice(0, 8)
      .map((row) => ({
        type: row.type,
        folio: row.folio,
        trackId: row.trackId ?? '',
        uploads: 1,
        state: row.siiState === 'rejected' ? 'rejected' : 'accepted',
        reason: row.siiState === 'rejected' ? 'DTE-3-505' : null,
      })),
  };
  const stage = scenario === 'empty' ? 'empty' : scenario === 'locked' ? 'locked' : 'ready';
  const owner = company(now, scenario);
  const settings: Output<'settings.get'> = {
    vaultFolder: VAULT,
    vaultWritable: true,
    vaultFreeBytes: 214_300_000_000,
    colorScheme,
    density: 'comfortable',
  };
  return {
    'app.health': () => ({ database: 'whole', damagedAt: null, full: [], holding: false }),
    ...deskAnswers(now, rows.length > 0),
    ...staffAnswers(now, {
      environment: stage === 'empty' ? null : owner.environment,
      companyName: stage === 'empty' ? null : owner.name,
      colorScheme,
      density: 'comfortable',
    }),
    'app.status': () => ({
      version: '0.1.0',
      stage,
      environment: stage === 'empty' ? null : owner.environment,
      companyName: stage === 'empty' ? null : owner.name,
      companyRut: stage === 'empty' ? null : owner.rut,
      now,
      passphraseNeeded: true,
      keysOpener: stage === 'locked' ? 'passphrase' : null,
      sii: rows.length === 0 ? 'unknown' : scenario === 'good' ? 'available' : 'trouble',
      lastBackupAt: rows.length === 0 ? null : now - 12 * MINUTE,
      lastVerifiedAt: null,
      uncertain: 0,
      pending: byState('pending') + byState('retrying'),
      needsPerson: byState('needs_person'),
      vaultProblem: null,
    }),
    'app.unlock': () => ({ unlocked: true }),
    'companies.list': () => ({
      items: [
        {
          company: companyKey(owner),
          rut: owner.rut,
          name: owner.name,
          environment: owner.environment,
          working: true,
          documents: rows.length,
          unsent: 0,
          eligible: true,
        },
      ],
    }),
    'companies.workFor': () => ({}),
    'setup.practice': () => owner,
    'setup.real': () => owner,
    'setup.look': () => ({ certificate: null, cafs: [] }),
    'setup.moveOn': () => ({ kept: 'Práctica 30-11-2026 19.30' }),
    'setup.trial': () => ({
      trackId: '1000000001',
      steps: [
        { step: 'signed', ms: 12 },
        { step: 'received', ms: 34 },
        { step: 'accepted', ms: 8 },
      ],
    }),
    'setup.begun': () => ({ begun: null, copies: null }),
    'setup.keep': () => ({}),
    'company.get': () => owner,
    'company.update': () => owner,
    'certificates.import': () => owner,
    'cafs.list': () => ({ items: [...CAFS] }),
    'cafs.import': () => CAFS[0] as CafView,
    'folios.report': folioReports,
    'folios.skip': folioReports,
    'folios.note': folioReports,
    'home.summary': () => ({
      today: {
        issued: rows.length === 0 ? 0 : 5,
        accepted: rows.length === 0 ? 0 : 3,
        amount: rows.length === 0 ? 0 : 1_284_770,
      },
      counts: {
        pending: byState('pending') + byState('retrying') - uncertain,
        uncertain,
        received: rows.filter((row) => row.siiState === 'received').length,
        needsPerson: byState('needs_person'),
        abandoned: byState('abandoned'),
        held: 0,
        longHeld: 0,
        documents: rows.length,
        backedUp: backups.length,
        filesPending: 0,
      },
      nextDueAt: now + 8 * MINUTE,
      lastBackupAt: rows.length === 0 ? null : now - 12 * MINUTE,
      lastVerifiedAt: rows.length === 0 ? null : now - 2 * DAY,
      folios: CAFS.map(({ type, left }) => ({ type, left })),
      certificateValidTo: owner.certificate?.validTo ?? null,
      attention: rows.filter((row) => row.queueState === 'needs_person').slice(0, 5),
      recent: rows.slice(0, 5),
    }),
    'drafts.read': () => ({
      type: 33,
      warnings: [{ path: 'Encabezado.Emisor', code: 'emisor_replaced', params: {} }],
      draft: {
        Encabezado: {
          IdDoc: { TipoDTE: 33, FmaPago: 2, MedioPago: 'CH' },
          Receptor: {
            RUTRecep: '60803000-K',
            RznSocRecep: 'Servicio de Impuestos Internos',
            Contacto: 'Ana',
          },
        },
        Detalle: [{ NmbItem: 'Conectores RJ45', QtyItem: 450, PrcItem: 70, CodImpAdic: 14 }],
      },
    }),
    'drafts.preview': ({ draft }) => preview(draft),
    'drafts.kept': () => ({ items: [] }),
    'drafts.keep': () => ({ changedAt: now }),
    'drafts.discard': () => ({}),
    'drafts.receptors': () => ({ items: [] }),
    'drafts.items': () => ({ items: [] }),
    'documents.issue': () => rows[0] as QueueRow,
    'documents.list': (input) =>
      paged(
        rows.filter((row) => passes(row, input.filter ?? {})),
        input,
        rows.length,
      ),
    'documents.get': ({ id }) =>
      detailOf(rows.find((row) => row.id === id) ?? (rows[0] as QueueRow), backups),
    'documents.draft': ({ id }) => ({
      type: rows.find((row) => row.id === id)?.type ?? 33,
      draft: {
        Encabezado: { Receptor: { RUTRecep: '60803000-K', RznSocRecep: 'Servicio de Impuestos Internos' } },
        Detalle: [{ NmbItem: 'Conectores RJ45', QtyItem: 450, PrcItem: 70 }],
      },
    }),
    'sii.noteReason': () => ({}),
    'sii.askMail': () => ({ mail: null }),
    'print.logo': () => ({ logo: null }),
    'print.setLogo': () => ({ logo: null }),
    'print.office': () => ({ office: null, comuna: 'Ñuñoa' }),
    'print.setOffice': ({ office }) => ({ office: office ?? null, comuna: 'Ñuñoa' }),
    'exchange.deliver': () => ({ xml: 'T33F1382-cliente.xml', pdf: 'T33F1382.pdf', mailOpened: true }),
    'documents.preview': () => ({ name: 'T33F1382', pdf: '' }),
    'documents.print': () => ({ printed: true }),
    'documents.saveAttempts': () => ({ file: 'T33F1382-intentos.txt' }),
    'documents.pdf': () => ({ file: 'T33F1382.pdf', opened: true }),
    'backups.list': (input) => {
      const wanted = input.filter?.integrities ?? [];
      const found = backups.filter(
        (row) => passes(row, input.filter ?? {}) && (wanted.length === 0 || wanted.includes(row.integrity)),
      );
      return paged(found, input, backups.length);
    },
    'backups.summary': () => ({
      documents: rows.length,
      received: backups.length,
      backedUp: backups.length,
      filesPending: 0,
      damaged: backups.filter((row) => row.integrity === 'damaged').length,
      bytes: backups.length * 14_800,
      lastBackupAt: rows.length === 0 ? null : now - 12 * MINUTE,
      lastVerifiedAt: rows.length === 0 ? null : now - 2 * DAY,
      nextVerificationAt: now + 7 * HOUR,
      folder: VAULT,
      freeBytes: 214_300_000_000,
    }),
    'backups.verify': () => ({
      checked: backups.length,
      verified: backups.length - 1,
      repaired: 1,
      damaged: [],
    }),
    'exports.run': (input) => ({
      folder: input.folder,
      files: ['documentos.zip'],
      documents: input.selection.by === 'ids' ? input.selection.ids.length : backups.length,
      bytes: 1_230_000,
    }),
    'queue.list': (input) => {
      const {
        states = [],
        classes = [],
        uncertain: doubt = null,
        failed = null,
        text = '',
      } = input.filter ?? {};
      const found = rows.filter(
        (row) =>
          fits(row, text) &&
          (states.length === 0 || states.includes(row.queueState)) &&
          (classes.length === 0 || (row.error !== null && classes.includes(row.error.class))) &&
          (doubt === null || row.uncertain === doubt) &&
          (failed === null || (row.error !== null) === failed),
      );
      return paged(found, input);
    },
    'queue.counts': () => ({
      byState: {
        pending: byState('pending'),
        retrying: byState('retrying'),
        success: byState('success'),
        abandoned: byState('abandoned'),
        needs_person: byState('needs_person'),
      },
      byClass: { timeout: 1, connection: 2, unavailable: 2, validation: 3, unknown: 1 },
      uncertain,
      waiting: rows.filter((row) => row.queueState === 'pending' && row.error !== null && !row.uncertain)
        .length,
      fresh: rows.filter((row) => row.queueState === 'pending' && row.error === null).length,
      doneToday: byState('success'),
    }),
    ...listAnswers(rows),
    'queue.retry': ({ ids }) => report(ids),
    'sending.state': () => sending(),
    'sending.probe': () => sending(),
    'sending.pause': ({ untilMs, reason }) => ({
      ...sending(),
      state: 'paused',
      pausedUntil: untilMs,
      pauseReason: reason,
    }),
    'sending.resume': () => sending(),
    'queue.abandon': ({ ids }) => report(ids),
    'queue.hold': ({ ids }) => report(ids),
    'queue.release': ({ ids }) => report(ids),
    'settings.get': () => settings,
    'settings.update': (input) => ({ ...settings, colorScheme: input.colorScheme ?? settings.colorScheme }),
    'dialogs.chooseFolder': () => ({ folder: '/home/rosa/Escritorio' }),
    'dialogs.chooseFile': () => ({ file: '/home/rosa/Escritorio/respaldo-20261124-113000.resguardo' }),
    'shell.reveal': () => ({ shown: true }),
    ...safekeeping(now),
    ...mailAnswers(now, owner.environment === 'practice'),
    ...intakeAnswers,
    'practice.get': () => practice,
    'practice.setFault': (fault) => ({ ...practice, fault }),
    'practice.setProcessingTime': ({ ms }) => ({ ...practice, processingMs: ms }),
    'practice.advanceClock': ({ ms }) => ({ ...practice, clockAheadMs: practice.clockAheadMs + ms }),
  };
};

/** The same documents on a day when all went well. */
const calm = (row: QueueRow, index: number): QueueRow => ({
  ...row,
  siiState: index === 4 ? 'objected' : 'accepted',
  queueState: 'success',
  trackId: String(4_567_000_000 - index),
  backedUp: true,
  uncertain: false,
  failedRetries: 0,
  nextDueAt: null,
  error: null,
  firstFailedAt: null,
  canRetry: false,
  canAbandon: false,
});
