import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { makeArchive } from '../../backup/archive/make.ts';
import { openArchive } from '../../backup/archive/open.ts';
import { ensureFolder } from '../../backup/durable.ts';
import { adviseFolder, inspectFolder } from '../../backup/folder.ts';
import { utcStamp } from '../../backup/manifest/manifest.ts';
import { refuseOthers } from '../../backup/other-companies.ts';
import { lastKnown } from '../../domain/last-known.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** A path that the window sends is one that a person chose: absolute, or refused. */
const absolute = (folder: string): string => {
  if (!isAbsolute(folder)) throw appError('folder_not_writable');
  return folder;
};

export const restoreHandlers = ({
  store,
  clock,
  custody,
  setup,
  preferences,
  safekeeping,
  profileDir,
  log,
  restart,
  announce,
}: Services): Pick<
  Handlers,
  | 'vault.status'
  | 'vault.advise'
  | 'backups.verifyAll'
  | 'backups.verifyReport'
  | 'snapshots.list'
  | 'snapshots.take'
  | 'mirror.set'
  | 'mirror.sync'
  | 'restore.inspect'
  | 'restore.run'
  | 'restore.progress'
  | 'restore.cancel'
  | 'restore.kept'
  | 'restore.revert'
  | 'restore.apply'
  | 'restore.document'
  | 'drill.run'
  | 'archive.make'
  | 'archive.open'
  | 'keys.setRecovery'
  | 'keys.protect'
> => {
  const { restore, snapshots, mirror, patrol, drill } = safekeeping;
  // The way back from a damaged database begins with this answer.
  const waiting = lastKnown(() => safekeeping.keeper.waiting(), 0);
  const lastPatrol = lastKnown(() => patrol.reports()[0] ?? null, null);
  const lastDrill = lastKnown(() => drill.reports()[0] ?? null, null);
  const known = lastKnown(() => store.companies.keys(), []);
  const advise: (folder: string) => Promise<Output<'vault.advise'>> = async (folder) => {
    const { warnings, others, ...advice } = await adviseFolder(folder, profileDir, known());
    return { ...advice, warnings: [...warnings], others: others.slice(0, 20) };
  };
  const status: Handlers['vault.status'] = async () => {
    const folder = preferences.vaultFolder();
    return {
      folder,
      advice: await advise(folder),
      waiting: waiting(),
      problem: safekeeping.lastProblem() as never,
      lastSnapshotAt: await snapshots.lastAt().catch(() => null),
      mirror: (await mirror.look()) as never,
      keys: safekeeping.recoverable(),
      lastPatrol: lastPatrol(),
      lastDrill: lastDrill(),
    };
  };

  return {
    'vault.status': status,
    'vault.advise': async ({ folder }) => {
      return advise(absolute(folder));
    },
    'backups.verifyAll': async () => {
      const report = await patrol.run(null);
      announce(['backups']);
      return report;
    },
    'backups.verifyReport': () => ({ items: [...patrol.reports()] }),
    'snapshots.list': async () => ({ items: (await snapshots.list()).slice(0, 100) }),
    'snapshots.take': async (_input, { name }) => snapshots.take(name),
    'mirror.set': async ({ folder }, caller) => {
      if (folder !== null && !(await inspectFolder(absolute(folder))).writable)
        throw appError('folder_not_writable');
      if (folder !== null) await refuseOthers(folder, store.companies.keys());
      await safekeeping.setMirror(folder);
      store.audit.add({ actor: caller.name, action: 'settings.changed', params: { part: 'mirror' } });
      return status({}, caller);
    },
    'mirror.sync': async () => ({ copied: await mirror.sync() }),
    'restore.inspect': async ({ folder }) =>
      (await restore.inspect(folder === null ? preferences.vaultFolder() : absolute(folder))) as never,
    'restore.run': async ({ folder, point, company }, { name }) =>
      (await restore.run(
        folder === null ? preferences.vaultFolder() : absolute(folder),
        point === 'latest' || point === 'files' ? { kind: point } : { kind: 'snapshot', path: point },
        name,
        company,
      )) as never,
    'restore.progress': () => restore.progress() as never,
    'restore.cancel': async () => {
      await restore.cancel();
      return {};
    },
    'restore.kept': async () => ({ items: [...(await restore.kept())] }),
    'restore.revert': async ({ name }, caller) => (await restore.revert(name, caller.name)) as never,
    'restore.apply': () => {
      if (restore.progress().state !== 'restart_needed') throw appError('bad_request');
      restart();
      return {};
    },
    'restore.document': async ({ id }) => {
      const mended = await patrol.mend(id);
      announce(['backups', 'documents']);
      return mended;
    },
    'drill.run': (_input, { name }) => drill.run(name),
    'archive.make': async ({ folder, passphrase }, { name }) => {
      await ensureFolder(absolute(folder));
      await safekeeping.keeper.run();
      const made = await makeArchive({
        vaultFolder: preferences.vaultFolder(),
        entries: [...(await safekeeping.manifest().entries()).values()],
        folder,
        passphrase,
        now: clock.now(),
      });
      store.audit.add({
        actor: name,
        action: 'archive.made',
        params: { files: made.files, bytes: made.bytes },
      });
      return { ...made, leftOut: made.leftOut.slice(0, 500) };
    },
    'archive.open': async ({ file, passphrase, folder }) => {
      await mkdir(absolute(folder), { recursive: true });
      const into = join(folder, `Resguardo ${utcStamp(clock.now())}`);
      const opened = await openArchive({ file: absolute(file), passphrase, into, clock, log });
      return { ...opened, folder: into };
    },
    'keys.setRecovery': async ({ passphrase }, { name }) => {
      await safekeeping.keepRecovery(await custody.recoveryFile(passphrase));
      store.audit.add({ actor: name, action: 'keys.recovery_set' });
      return { keys: safekeeping.recoverable() };
    },
    'keys.protect': async ({ passphrase }) => {
      await custody.protectFor(setup.company().environment, passphrase);
      announce(['setup']);
      return {};
    },
  };
};
