import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { keysAnswers } from './keys.ts';
import { DAY, HOUR } from './rows.ts';

type Channels = Extract<
  ChannelName,
  | `vault.${string}`
  | `snapshots.${string}`
  | `mirror.${string}`
  | `restore.${string}`
  | `archive.${string}`
  | `keys.${string}`
  | `cleanup.${string}`
  | 'drill.run'
  | 'backups.verifyAll'
  | 'backups.verifyReport'
>;

/** What the backups of the shop of the mock look like: all is well, the second copy nine days old. */
export const safekeeping = (now: number): { readonly [C in Channels]: (input: Input<C>) => Output<C> } => {
  const advice = (): Output<'vault.advise'> => ({
    writable: true,
    freeBytes: 48_000_000_000,
    sameDisk: true,
    cloud: null,
    warnings: ['same_disk'],
    others: [],
  });
  const patrol: Output<'backups.verifyAll'> = {
    at: now - 9 * HOUR,
    complete: false,
    checked: 600,
    repaired: [],
    damaged: [],
    manifest: 'whole',
    mirror: 'behind',
  };
  const drill: Output<'drill.run'> = {
    at: now - 12 * DAY,
    ok: true,
    documents: 137,
    same: 137,
    foliosRight: true,
    ms: 2_400,
    snapshot: 'instantaneas/20261123T060000Z.sqlite',
    error: null,
  };
  const snapshot = (days: number): Output<'snapshots.take'> => ({
    path: `instantaneas/202611${String(24 - days).padStart(2, '0')}T060000Z.sqlite`,
    at: now - days * DAY,
    size: 4_200_000,
    documents: 137 - days,
    jobs: 137 - days,
  });
  const snapshots = [0, 1, 2, 3].map(snapshot);
  const cleanup = (): Output<'cleanup.get'> => ({
    enabled: true,
    confirmed: null,
    last: null,
    keptFrom: '2020-01-01',
    plan: {
      documents: 41,
      files: 82,
      bytes: 1_240_000,
      first: [{ type: 33, folio: 1, issuedOn: '2019-03-04' }],
      lastIssuedOn: '2019-12-30',
    },
  });
  const status = (): Output<'vault.status'> => ({
    folder: '/home/rosa/Documentos/Resguardo',
    advice: advice(),
    waiting: 0,
    problem: null,
    lastSnapshotAt: snapshots[0]?.at ?? null,
    mirror: { folder: '/media/rosa/USB/Resguardo', present: false, lastCopyAt: now - 9 * DAY, problem: null },
    keys: 'none',
    lastPatrol: patrol,
    lastDrill: drill,
  });
  const report: Output<'restore.run'> = {
    snapshot: snapshots[0]?.path ?? null,
    companies: 1,
    documents: 137,
    added: 3,
    updated: 1,
    kept: 133,
    incomplete: 0,
    lost: [],
    verified: 137,
    bytes: 2_100_000,
    keys: 'kept',
    waiting: 9,
    lastFolios: [{ type: 33, folio: 137 }],
  };
  return {
    'vault.status': status,
    'vault.advise': advice,
    'backups.verifyAll': () => patrol,
    'backups.verifyReport': () => ({ items: [patrol] }),
    'snapshots.list': () => ({ items: snapshots }),
    'snapshots.take': () => snapshot(0),
    'mirror.set': status,
    'mirror.sync': () => ({ copied: 4 }),
    'restore.inspect': ({ folder }) => ({
      folder: folder ?? '/home/rosa/Documentos/Resguardo',
      companies: [
        {
          rut: '76192083-9',
          name: 'Almacén y Ferretería Doña Rosa SpA',
          environment: 'production',
          documents: 137,
          lastIssuedOn: '2026-11-24',
        },
      ],
      documents: 137,
      bytes: 2_100_000,
      queue: { pending: 5, retrying: 0, success: 128, abandoned: 1, needs_person: 3 },
      lastAt: now - HOUR,
      snapshots,
      keys: 'none',
      manifest: 'whole',
      damaged: 0,
      changes: { added: 3, kept: 134, overwritten: 0, onlyHere: 0 },
    }),
    'restore.run': () => report,
    'restore.progress': () => ({ state: 'idle', progress: null, report: null, error: null }),
    'restore.cancel': () => ({}),
    'restore.kept': () => ({
      items: [{ name: 'Antes de restaurar 20-11-2026 09.15', at: now - 4 * DAY, size: 4_100_000 }],
    }),
    'restore.revert': () => report,
    'restore.apply': () => ({}),
    'restore.document': () => ({ repaired: 1 }),
    'cleanup.get': cleanup,
    'cleanup.set': cleanup,
    'cleanup.run': () => ({ at: now, documents: 41, files: 82, bytes: 1_240_000 }),
    'drill.run': () => drill,
    'archive.make': () => ({
      name: 'respaldo-20261124-113000.resguardo',
      files: 415,
      bytes: 6_400_000,
      leftOut: [],
    }),
    'archive.open': ({ folder }) => ({
      folder: `${folder}/Resguardo 20261124T143000Z`,
      files: 415,
      bytes: 6_300_000,
    }),
    'keys.setRecovery': () => ({ keys: 'passphrase' }),
    'keys.protect': () => ({}),
    ...keysAnswers,
  };
};
