import type { CafView } from '../../../../shared/ipc/parts.ts';

/** A type that can be issued now: how many folios are left, and the next one. */
export interface IssuableType {
  readonly type: number;
  readonly left: number;
  readonly next: number | null;
}

/** The types that folios were loaded for. */
export const issuableTypes = (cafs: readonly CafView[]): readonly IssuableType[] => {
  const types = [...new Set(cafs.map((caf) => caf.type))];
  return types
    .toSorted((a, b) => a - b)
    .map((type) => {
      const own = cafs.filter((caf) => caf.type === type);
      const current = own.filter((caf) => caf.left > 0).toSorted((a, b) => a.next - b.next)[0];
      return { type, left: own.reduce((sum, caf) => sum + caf.left, 0), next: current?.next ?? null };
    });
};
