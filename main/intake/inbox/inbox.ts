import { join } from 'node:path';
import { AppError, type ErrorValue } from '../../../shared/domain/errors.ts';
import { writeDurably } from '../../backup/durable.ts';
import type { Clock } from '../../domain/clock.ts';
import { readDraft } from '../../domain/draft/read.ts';
import type { Timers } from '../../sending/timers.ts';
import type { InboxEntry, NewInboxFile } from '../../store/inbox.ts';
import type { Store } from '../../store/open.ts';
import type { IssuePort } from '../batches.ts';
import { readDraftFile } from '../draft-file.ts';
import { holdsEverybodyUp } from '../holds.ts';
import { answerBytes } from './answer.ts';
import {
  ANSWER,
  type Content,
  DONE,
  FAILED,
  freeName,
  hasBytes,
  lookInto,
  moveFile,
  readSeen,
  type Seen,
  subfolder,
} from './files.ts';

/** Moments at which a crash test ends the program. */
export const INBOX_FAILPOINTS = [
  'inbox.read',
  'inbox.issued',
  'inbox.answered',
  'inbox.moved',
  'inbox.marked',
] as const;
export type InboxFailpoint = (typeof INBOX_FAILPOINTS)[number];

export interface InboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly issuing: IssuePort;
  /** Where to look now, and for whom; null while the inbox is off. */
  readonly place: () => { readonly folder: string; readonly companyId: number } | null;
  readonly changed: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly failpoint?: (name: InboxFailpoint) => void;
}

export interface Inbox {
  /** Begins to look, or goes on with another folder. */
  start(): void;
  /** What held it up may be gone. */
  kick(): void;
  /** Looks once. Calls while one is under way are that one. */
  look(): Promise<void>;
  /** Why files lie there and nothing happens. */
  problem(): ErrorValue | null;
  stop(): Promise<void>;
}

/** Between two looks, ms. */
export const LOOK_EVERY_MS = 2_000;
/** A file that did not change between so many looks is complete. */
const STABLE_LOOKS = 2;
/** One that can't be read as a draft may still be being written by a slow program. */
const PATIENT_LOOKS = 5;
/** What is held up (locked keys, no folios) is tried again after so many looks. */
const HELD_LOOKS = 8;
const ANSWERS_A_LOOK = 50;
/** A file beyond the cap is not read: it has no hash. */
const NO_HASH = '0'.repeat(64);

/**
 * A folder into which other programs drop drafts. Each file is issued once: the hash of its bytes is stored in the transaction
 * that issues it, so that whatever happens afterwards (the move, the answer) can be done again.
 */
export const createInbox = (parts: InboxParts): Inbox => {
  const { store, clock, timers, issuing } = parts;
  const failpoint = parts.failpoint ?? (() => {});
  const seenBefore = new Map<string, { readonly mark: string; readonly looks: number }>();
  let trouble: ErrorValue | null = null;
  let held = 0;
  let timer: unknown = null;
  let looking: Promise<void> | null = null;
  let stopped = false;

  const answer = async (dir: string, target: string, entry: Omit<NewInboxFile, 'target'>): Promise<void> => {
    const document = entry.documentId === null ? null : store.documents.get(entry.documentId);
    const bytes = answerBytes({
      file: entry.name,
      document,
      duplicate: entry.outcome === 'duplicate',
      error: entry.error,
      now: clock.now(),
    });
    // Read by another program, perhaps of another account.
    await writeDurably(join(dir, `${target}${ANSWER}`), bytes, { conflict: 'replace', mode: 0o644 });
  };

  /** After issuing, and again after a crash: answer, move, mark. Each step can be repeated. */
  const putAway = async (entry: InboxEntry): Promise<void> => {
    const dir = await subfolder(entry.folder, DONE);
    const there = await hasBytes(entry.folder, entry.name, entry.sha256);
    const moved = !there && (await hasBytes(dir, entry.target, entry.sha256));
    const target = moved ? entry.target : await nameFor(dir, entry);
    await answer(dir, target, entry);
    failpoint('inbox.answered');
    if (there) await moveFile(join(entry.folder, entry.name), join(dir, target));
    failpoint('inbox.moved');
    store.transaction(() => {
      const document = entry.documentId === null ? null : store.documents.get(entry.documentId);
      store.inboxFiles.moved(entry.id, target, clock.now());
      if (document) store.inboxFiles.answered(entry.id, document.siiState);
    });
    failpoint('inbox.marked');
  };

  /** The planned name, unless another file has taken it; an answer of our own from before the crash does not count. */
  const nameFor = async (dir: string, { target, sha256 }: InboxEntry): Promise<string> => {
    const names = new Set((await lookInto(dir)).map(({ name }) => name));
    return names.has(target) && !(await hasBytes(dir, target, sha256)) ? freeName(dir, target) : target;
  };

  const settle = async (
    folder: string,
    dirName: typeof DONE | typeof FAILED,
    file: Omit<NewInboxFile, 'target' | 'movedAt'>,
  ): Promise<void> => {
    const dir = await subfolder(folder, dirName);
    const target = await freeName(dir, file.name);
    await answer(dir, target, { ...file, movedAt: null });
    await moveFile(join(folder, file.name), join(dir, target));
    store.transaction(() => store.inboxFiles.insert({ ...file, target, movedAt: clock.now() }));
  };

  const refuse = (base: Omit<NewInboxFile, 'target' | 'movedAt'>, error: ErrorValue): Promise<void> =>
    settle(base.folder, FAILED, { ...base, outcome: 'failed', error });

  /** @returns whether the file was dealt with; false leaves it for a later look */
  const take = async (
    folder: string,
    companyId: number,
    seen: Seen,
    looks: number,
    content: Exclude<Content, { readonly kind: 'changed' }>,
  ): Promise<boolean> => {
    const base = {
      companyId,
      sha256: content.kind === 'whole' ? content.sha256 : NO_HASH,
      folder,
      name: seen.name,
      outcome: 'failed',
      documentId: null,
      takenAt: clock.now(),
      answeredState: null,
      error: null,
    } as const;
    if (content.kind === 'too_large') {
      await refuse(base, { code: 'file_too_large' });
      return true;
    }
    const earlier = store.inboxFiles.issuedOf(companyId, content.sha256);
    if (earlier) {
      if (earlier.movedAt === null) return false;
      const { documentId, siiState } = earlier;
      await settle(folder, DONE, { ...base, outcome: 'duplicate', documentId, answeredState: siiState });
      return true;
    }
    failpoint('inbox.read');
    try {
      const read = readDraft(readDraftFile(seen.name, content.bytes));
      if ('issues' in read) throw new AppError({ code: 'draft_invalid', fields: read.issues });
      const dir = await subfolder(folder, DONE);
      const target = await freeName(dir, seen.name);
      const [outcome] = await issuing.issueMany([read.draft], ACTOR, {
        companyId,
        issued: (_index, { id, siiState }) =>
          store.inboxFiles.insert({
            ...base,
            outcome: 'issued',
            documentId: id,
            target,
            movedAt: null,
            answeredState: siiState,
          }),
      });
      if (outcome && !outcome.ok) throw new AppError(outcome.error);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { value } = error;
      if (value.code === 'draft_unreadable' && looks < PATIENT_LOOKS) return false;
      if (holdsEverybodyUp(value.code) || value.code === 'folder_not_writable') throw error;
      await refuse(base, value);
      return true;
    }
    failpoint('inbox.issued');
    const entry = store.inboxFiles.issuedOf(companyId, content.sha256);
    if (entry) await putAway(entry);
    return true;
  };

  /** Files that did not change since the last look, and how often they were seen so. */
  const ripe = (seen: readonly Seen[]): readonly { readonly file: Seen; readonly looks: number }[] => {
    const now = new Map(
      seen.map(({ name, mark }) => {
        const before = seenBefore.get(name);
        return [name, { mark, looks: before?.mark === mark ? before.looks + 1 : 1 }] as const;
      }),
    );
    seenBefore.clear();
    for (const [name, each] of now) seenBefore.set(name, each);
    return seen.flatMap((file) => {
      const looks = now.get(file.name)?.looks ?? 0;
      return looks >= STABLE_LOOKS ? [{ file, looks }] : [];
    });
  };

  /** Answers follow what the SII decides. Where one can't be written (its folder is gone), the next look tries again. */
  const updateAnswers = async (): Promise<boolean> => {
    const stale = store.inboxFiles.stale(ANSWERS_A_LOOK);
    for (const entry of stale) {
      if (entry.siiState === null) continue;
      const dir = await subfolder(entry.folder, DONE);
      await answer(dir, entry.target, entry);
      store.inboxFiles.answered(entry.id, entry.siiState);
    }
    return stale.length > 0;
  };

  const lookOnce = async (): Promise<void> => {
    const place = parts.place();
    if (!place) return;
    const { folder, companyId } = place;
    let changed = false;
    for (const entry of store.inboxFiles.unmoved()) {
      await putAway(entry);
      changed = true;
    }
    const files = ripe(await lookInto(folder));
    if (held > 0) held -= 1;
    else {
      for (const { file, looks } of files) {
        if (stopped) break;
        const content = await readSeen(folder, file);
        if (content.kind === 'changed') continue;
        if (await take(folder, companyId, file, looks, content)) {
          seenBefore.delete(file.name);
          changed = true;
        }
      }
      setTrouble(null);
    }
    if (await updateAnswers()) changed = true;
    if (changed) parts.changed();
  };

  const setTrouble = (value: ErrorValue | null): void => {
    const before = trouble?.code;
    trouble = value;
    if (before !== value?.code) parts.changed();
  };

  const failed = (error: unknown): void => {
    if (error instanceof AppError) {
      held = HELD_LOOKS;
      setTrouble(error.value);
      return;
    }
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const ofTheFolder = /^(ENOENT|ENOTDIR|EACCES|EPERM|EROFS|EIO|ENXIO|ESTALE|EHOSTDOWN)$/.test(code);
    setTrouble({ code: ofTheFolder ? 'folder_not_writable' : code === 'ENOSPC' ? 'disk_full' : 'internal' });
    if (!ofTheFolder) parts.onTrouble(error);
  };

  const look = (): Promise<void> => {
    looking ??= lookOnce()
      .catch(failed)
      .finally(() => {
        looking = null;
      });
    return looking;
  };

  const schedule = (ms: number): void => {
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      void look().then(() => {
        if (!stopped) schedule(LOOK_EVERY_MS);
      });
    }, ms);
  };

  return {
    start() {
      seenBefore.clear();
      held = 0;
      trouble = null;
      if (!stopped) schedule(0);
    },
    kick() {
      held = 0;
    },
    look,
    problem: () => trouble,
    async stop() {
      stopped = true;
      if (timer !== null) timers.clear(timer);
      timer = null;
      await looking;
    },
  };
};

/** In the audit trail. */
const ACTOR = 'bandeja';
