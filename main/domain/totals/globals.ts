import { type Micro, readMicro } from '../decimal.ts';
import { type Anything, at, isAbsent, listOf, objectOf } from '../values.ts';
import { percentOf, roundTo, type Step } from './money.ts';

/** The three groups of lines that a discount or recharge over the whole document can be of (format-dte.txt D 7). */
export interface Groups {
  readonly affected: Micro;
  readonly exempt: Micro;
  readonly notBilled: Micro;
}
export type GroupName = keyof Groups;

export interface GlobalsResult {
  readonly groups: Groups;
  /** Of each DscRcgGlobal, whether the group that it is of added up to nothing, so that it changed nothing. */
  readonly withoutEffect: readonly boolean[];
}

const groupOf = (indExe: Anything, allExempt: boolean): GroupName => {
  if (allExempt) return 'exempt';
  switch (isAbsent(indExe) ? '' : String(indExe).trim()) {
    case '1':
      return 'exempt';
    case '2':
      return 'notBilled';
    default:
      return 'affected';
  }
};

/**
 * Applies DscRcgGlobal in order, each on what the ones before have left, rounding each time (PROTOCOL.md 8).
 * Without IndExeDR it is of the affected lines, whatever the type of document: in a factura exenta it has nothing to
 * work on. In export documents all lines are exempt, and so are these.
 */
export const applyGlobals = (
  value: Anything,
  start: Groups,
  allExempt: boolean,
  step: Step,
): GlobalsResult => {
  const withoutEffect: boolean[] = [];
  let groups = start;
  for (const item of listOf(value)) {
    const global = objectOf(item);
    const group = groupOf(at(global, 'IndExeDR'), allExempt);
    const amount = readMicro(at(global, 'ValorDR')) ?? 0n;
    const base = groups[group];
    withoutEffect.push(base === 0n);
    if (base === 0n) continue;
    const change = at(global, 'TpoValor') === '%' ? percentOf(base, amount, step) : roundTo(amount, step);
    const movement = at(global, 'TpoMov');
    if (movement === 'D') groups = { ...groups, [group]: base - change };
    if (movement === 'R') groups = { ...groups, [group]: base + change };
  }
  return { groups, withoutEffect };
};
