import { formatNumber } from '../../../shared/format/money.ts';
import { formatRelative } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { Tone } from '../../components/tone.ts';
import type { DrillReport, PatrolReport, VaultStatus } from './use-safekeeping.ts';

const t = texts.safekeeping;

/** A state of one of the safeguards: its colour and its words. */
export interface Verdict {
  readonly tone: Tone;
  readonly text: string;
}

/** After so long without a copy outside, a person should do something about it. */
const LATE_MS = 7 * 24 * 60 * 60 * 1000;

/** The second copy: "última copia externa hace 9 días". */
export const mirrorVerdict = (mirror: VaultStatus['mirror'], now: number): Verdict => {
  if (mirror.folder === null) return { tone: 'wait', text: t.mirror.emptyTitle };
  if (mirror.problem !== null) return { tone: 'bad', text: t.strip.bad };
  if (mirror.lastCopyAt === null) return { tone: 'wait', text: t.mirror.never };
  const text = t.mirror.last(formatRelative(mirror.lastCopyAt, now));
  return { tone: now - mirror.lastCopyAt > LATE_MS ? 'wait' : 'ok', text };
};

/** What the last round over the copies found. */
export const patrolVerdict = (report: PatrolReport): Verdict => {
  const checked = formatNumber(report.checked);
  if (report.damaged.length > 0)
    return { tone: 'bad', text: t.patrol.damaged(checked, report.damaged.length) };
  if (report.repaired.length > 0)
    return { tone: 'ok', text: t.patrol.repaired(checked, report.repaired.length) };
  return { tone: 'ok', text: t.patrol.good(checked) };
};

/** Whether a restore would work today. */
export const drillVerdict = ({ ok, error }: DrillReport): Verdict => {
  if (ok) return { tone: 'ok', text: t.drill.ok };
  return { tone: 'bad', text: error === null ? t.drill.bad : t.drill.failed };
};

/** Whether everything that was signed lies in the vault. */
export const vaultVerdict = ({ waiting, problem, lastPatrol }: VaultStatus): Verdict => {
  if (problem !== null) return { tone: 'bad', text: t.vault.problem };
  const damaged = lastPatrol?.damaged.length ?? 0;
  if (damaged > 0) return { tone: 'bad', text: t.vault.damaged(damaged) };
  if (waiting > 0) return { tone: 'info', text: t.vault.waiting(waiting) };
  return { tone: 'ok', text: t.vault.ok };
};
