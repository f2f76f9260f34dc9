import { formatDay, formatRelative, formatTime } from '../../shared/format/time.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import type { Outlook } from './outlook.ts';

/** The sign differs in shape, not in colour alone: a tick, a circle, two bars, an exclamation mark. */
export const TRAY_SIGNS = ['ok', 'working', 'paused', 'attention'] as const;
export type TraySign = (typeof TRAY_SIGNS)[number];

export type TrayCommand = 'open' | 'attend' | 'pause' | 'resume' | 'backup' | 'quit';

export interface TrayItem {
  readonly label: string;
  /** Null for a line that only says something. */
  readonly command: TrayCommand | null;
}

/** What the tray shows: its sign, what is said when one points at it, and its menu in groups. */
export interface TrayModel {
  readonly sign: TraySign;
  readonly tooltip: string;
  readonly groups: readonly (readonly TrayItem[])[];
}

const t = texts.presence.tray;

const signOf = ({ needsPerson, vaultProblem, sending, cutOff, pending, inFlight }: Outlook): TraySign => {
  if (needsPerson > 0 || vaultProblem !== null) return 'attention';
  if (sending === 'paused') return 'paused';
  return pending + inFlight > 0 || sending !== 'sending' || cutOff ? 'working' : 'ok';
};

const stateOf = (outlook: Outlook): string => {
  const { needsPerson, vaultProblem, sending, pausedUntil, cutOff, pending, inFlight, now } = outlook;
  if (needsPerson > 0) return t.person(needsPerson);
  if (vaultProblem !== null) return t.vault;
  if (sending === 'paused' && pausedUntil !== null)
    return t.paused(formatTime(pausedUntil), formatDay(pausedUntil, now));
  if (cutOff) return t.offline;
  if (sending === 'waiting') return t.siiAway;
  return pending + inFlight > 0 ? t.pending(pending + inFlight) : t.good;
};

const nextOf = ({ sending, nextProbeAt, nextDueAt, cutOff, now }: Outlook): string | null => {
  if (sending === 'paused' || sending === 'no_room' || cutOff) return null;
  const at = sending === 'waiting' ? nextProbeAt : nextDueAt;
  return at === null ? null : t.next(at <= now ? texts.presence.tray.now : formatRelative(at, now));
};

const line = (label: string): TrayItem => ({ label, command: null });

/** The tray before there is a company has only its window to offer. */
export const trayModel = (outlook: Outlook | null): TrayModel => {
  const open: TrayItem = { label: t.open, command: 'open' };
  const quit: TrayItem = {
    label: outlook !== null && outlook.inFlight > 0 ? t.quitBusy(outlook.inFlight) : t.quit,
    command: 'quit',
  };
  if (outlook === null) return { sign: 'ok', tooltip: texts.common.appName, groups: [[open], [quit]] };
  const state = stateOf(outlook);
  const next = nextOf(outlook);
  // Said also where something graver comes first.
  const offline = outlook.cutOff && state !== t.offline ? t.offline : null;
  const attend: readonly TrayItem[] = outlook.needsPerson > 0 ? [{ label: t.attend, command: 'attend' }] : [];
  const hold: TrayItem =
    outlook.sending === 'paused'
      ? { label: t.resume, command: 'resume' }
      : { label: t.pause, command: 'pause' };
  const backup: TrayItem = { label: t.backup, command: 'backup' };
  return {
    sign: signOf(outlook),
    tooltip: `${texts.common.appName}: ${[state, offline].filter((each) => each !== null).join('. ')}`,
    groups: [
      [state, offline, next].filter((each) => each !== null).map(line),
      [open, ...attend],
      [hold, backup],
      [quit],
    ],
  };
};
