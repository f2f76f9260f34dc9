import { useMemo, useRef, useState } from 'react';

interface HasId {
  readonly id: number;
}

/** Which rows are chosen, and how to change that. */
export interface Selection {
  readonly ids: readonly number[];
  has(id: number): boolean;
  allOf(rows: readonly HasId[]): boolean;
  someOf(rows: readonly HasId[]): boolean;
  /** With `range`, everything from the last one touched to this one. */
  toggle(id: number, rows: readonly HasId[], range: boolean): void;
  toggleAll(rows: readonly HasId[]): void;
  clear(): void;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Chosen rows by id; a choice survives new pages, refreshed rows and other filters.
 * @param list what the rows are of: nothing is chosen of another one
 */
export const useSelection = (list = ''): Selection => {
  const [kept, keep] = useState({ list, ids: NONE });
  const chosen = kept.list === list ? kept.ids : NONE;
  const last = useRef<number | null>(null);
  return useMemo(() => {
    const setChosen = (ids: ReadonlySet<number>): void => keep({ list, ids });
    const rangeTo = (id: number, rows: readonly HasId[]): readonly number[] => {
      const from = rows.findIndex((row) => row.id === last.current);
      const to = rows.findIndex((row) => row.id === id);
      if (from < 0 || to < 0) return [id];
      return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
    };
    return {
      ids: [...chosen],
      has: (id) => chosen.has(id),
      allOf: (rows) => rows.length > 0 && rows.every((row) => chosen.has(row.id)),
      someOf: (rows) => rows.some((row) => chosen.has(row.id)) && !rows.every((row) => chosen.has(row.id)),
      toggle: (id, rows, range) => {
        const add = !chosen.has(id);
        const next = new Set(chosen);
        for (const each of range ? rangeTo(id, rows) : [id]) {
          if (add) next.add(each);
          else next.delete(each);
        }
        last.current = id;
        setChosen(next);
      },
      toggleAll: (rows) => {
        const next = new Set(chosen);
        const all = rows.every((row) => chosen.has(row.id));
        for (const row of rows) {
          if (all) next.delete(row.id);
          else next.add(row.id);
        }
        setChosen(next);
      },
      clear: () => setChosen(NONE),
    };
  }, [chosen, list]);
};
