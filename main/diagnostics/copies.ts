import { adviseFolder, inspectFolder } from '../backup/folder.ts';
import type { Check } from './check.ts';

const LITTLE_BYTES = 1_000_000_000;
/** Less than this and the next document may not fit. */
const NEARLY_NONE_BYTES = 100_000_000;
const DAY_MS = 86_400_000;
/** A snapshot is made each day; two days without one mean that something keeps it from being made. */
const SNAPSHOT_LATE_MS = 2 * DAY_MS;
const MIRROR_LATE_MS = 7 * DAY_MS;

export const diskCheck: Check = async ({ profileDir }) => {
  const { writable, freeBytes } = await inspectFolder(profileDir);
  const facts = { freeBytes };
  if (!writable) return { outcome: 'bad', said: 'readOnly', facts };
  if (freeBytes === null) return { outcome: 'info', said: 'unknown', facts };
  if (freeBytes < NEARLY_NONE_BYTES) return { outcome: 'bad', said: 'full', facts };
  return freeBytes < LITTLE_BYTES
    ? { outcome: 'warning', said: 'little', facts }
    : { outcome: 'good', said: 'good', facts };
};

export const vaultCheck: Check = async ({ store, preferences, profileDir, safekeeping, protector }) => {
  const advice = await adviseFolder(preferences.vaultFolder(), profileDir, store.companies.keys());
  const problem = protector.lastProblem()?.code ?? safekeeping.lastProblem()?.code ?? null;
  const facts = {
    freeBytes: advice.freeBytes,
    waiting: safekeeping.keeper.waiting(),
    problem,
    warnings: advice.warnings.join(' '),
  };
  if (!advice.writable || problem !== null) return { outcome: 'bad', said: 'unreachable', facts };
  return advice.sameDisk === true && safekeeping.mirror.state().folder === null
    ? { outcome: 'warning', said: 'sameDisk', facts }
    : { outcome: 'good', said: 'good', facts };
};

export const copiesCheck: Check = async ({ safekeeping, clock }) => {
  const now = clock.now();
  const snapshotAt = await safekeeping.snapshots.lastAt().catch(() => null);
  const { folder, lastCopyAt } = safekeeping.mirror.state();
  const patrol = safekeeping.patrol.reports()[0] ?? null;
  const facts = {
    snapshotAt,
    mirrorAt: folder === null ? null : lastCopyAt,
    patrolAt: patrol?.at ?? null,
    damaged: patrol?.damaged.length ?? 0,
  };
  if (facts.damaged > 0) return { outcome: 'bad', said: 'damaged', facts };
  if (snapshotAt !== null && now - snapshotAt > SNAPSHOT_LATE_MS)
    return { outcome: 'warning', said: 'late', facts };
  if (folder !== null && (lastCopyAt === null || now - lastCopyAt > MIRROR_LATE_MS))
    return { outcome: 'warning', said: 'mirrorLate', facts };
  return {
    outcome: snapshotAt === null ? 'info' : 'good',
    said: snapshotAt === null ? 'none' : 'good',
    facts,
  };
};
