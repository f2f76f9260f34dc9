import { mkdir } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Draft } from '../../shared/domain/draft.ts';
import { appError } from '../../shared/domain/errors.ts';
import { localDate } from '../../shared/format/time.ts';
import { writeDurably } from '../backup/durable.ts';
import { inspectFolder } from '../backup/folder.ts';
import type { Clock } from '../domain/clock.ts';
import type { EmisorData, Preview } from '../domain/draft/types.ts';
import { emisorOf } from '../sending/issuing.ts';
import { systemTimers, type Timers } from '../sending/timers.ts';
import type { Preferences } from '../setup/preferences.ts';
import type { Setup } from '../setup/setup.ts';
import type { InboxEntry } from '../store/inbox.ts';
import type { Store } from '../store/open.ts';
import { type BatchService, createBatchService, type IssuePort } from './batches.ts';
import { EXAMPLE_NAME, exampleBytes } from './csv/example.ts';
import { createInbox, type InboxFailpoint } from './inbox/inbox.ts';
import { type CsvPreview, createPreviews, type Previews } from './previews.ts';

export interface IntakeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly setup: Setup;
  readonly preferences: Preferences;
  readonly issuing: IssuePort;
  /** main/domain/draft. */
  readonly preview: (
    draft: Draft,
    context: { readonly today: string; readonly emisor: EmisorData },
  ) => Preview;
  /** Where the program keeps its own files: no inbox inside of it. */
  readonly profileDir: string;
  /** Batches or the inbox have changed. Called often: whoever tells the window holds it back. */
  readonly changed: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly timers?: Timers;
  readonly failpoint?: (name: InboxFailpoint) => void;
}

export interface InboxView {
  readonly enabled: boolean;
  readonly folder: string | null;
  readonly problem: ReturnType<ReturnType<typeof createInbox>['problem']>;
  readonly counts: Readonly<Record<'issued' | 'duplicate' | 'failed', number>>;
  readonly recent: readonly InboxEntry[];
}

/** Documents that come in by file: CSV for mass issue, and the watched inbox. */
export interface Intake {
  readonly previews: Pick<Previews, 'get' | 'rows'>;
  readonly batches: BatchService;
  /** Reads and judges a CSV; nothing is issued. @throws AppError those of `examineCsv`, `not_set_up` */
  readCsv(name: string, bytes: Buffer): Promise<CsvPreview>;
  /** Writes the example CSV into a folder. @returns its path. @throws AppError folder_not_writable, disk_full */
  saveExample(folder: string): Promise<string>;
  inbox(): InboxView;
  /** @throws AppError `folder_not_writable`, `inbox_folder_taken` */
  setInbox(inbox: { readonly enabled: boolean; readonly folder: string | null }): Promise<InboxView>;
  start(): void;
  /** Keys were opened, folios were loaded: what was held up may go on. */
  kick(): void;
  stop(): Promise<void>;
}

const INBOX_ROWS = 20;

const isWithin = (inner: string, outer: string): boolean => {
  const way = relative(resolve(outer), resolve(inner));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

export const createIntake = (parts: IntakeParts): Intake => {
  const { store, clock, setup, preferences, changed, timers = systemTimers } = parts;
  const previews = createPreviews();
  const batches = createBatchService({ ...parts, timers });
  const inbox = createInbox({
    ...parts,
    timers,
    place: () => {
      const { enabled, folder } = preferences.inbox();
      const company = setup.active();
      return enabled && folder !== null && company ? { folder, companyId: company.id } : null;
    },
  });

  const inboxView = (): InboxView => {
    const companyId = setup.company().id;
    const { enabled, folder } = preferences.inbox();
    return {
      enabled,
      folder,
      problem: enabled ? inbox.problem() : null,
      counts: store.inboxFiles.counts(companyId),
      recent: store.inboxFiles.recent(companyId, INBOX_ROWS),
    };
  };

  /** A copy of every document lands in the vault, and the profile holds the keys: neither is a place for other programs. */
  const assertFit = async (folder: string): Promise<void> => {
    if (!isAbsolute(folder)) throw appError('folder_not_writable');
    const own = [preferences.vaultFolder(), parts.profileDir];
    if (own.some((each) => isWithin(folder, each) || isWithin(each, folder)))
      throw appError('inbox_folder_taken');
    await mkdir(folder).catch(() => undefined);
    if (!(await inspectFolder(folder)).writable) throw appError('folder_not_writable');
  };

  return {
    previews,
    batches,
    readCsv: (name, bytes) =>
      previews.read(name, bytes, {
        today: localDate(clock.now()),
        emisor: emisorOf(setup.company()),
        preview: parts.preview,
        breathe: () => new Promise((done) => setImmediate(done)),
      }),
    saveExample: async (folder) => {
      if (!isAbsolute(folder)) throw appError('folder_not_writable');
      const { path } = await writeDurably(resolve(folder, EXAMPLE_NAME), exampleBytes(), {
        conflict: 'number',
        mode: 0o644,
      });
      return path;
    },
    inbox: inboxView,
    setInbox: async ({ enabled, folder }) => {
      if (enabled) {
        if (folder === null) throw appError('folder_not_writable');
        await assertFit(folder);
      }
      preferences.setInbox({ enabled, folder });
      inbox.start();
      changed();
      return inboxView();
    },
    start: () => {
      batches.start();
      inbox.start();
    },
    kick: () => {
      batches.kick();
      inbox.kick();
    },
    stop: async () => {
      await Promise.all([batches.stop(), inbox.stop()]);
    },
  };
};
