import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { Grouping } from '../../../shared/ipc/lists.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';

const keyOf = (row: QueueRow, by: Grouping): string => {
  switch (by) {
    case 'type':
      return String(row.type);
    case 'month':
      return row.issuedOn.slice(0, 7);
    case 'state':
      return row.siiState;
    case 'receptor':
      return row.receptorRut;
  }
};

const groupsOf = (rows: readonly QueueRow[], by: Grouping): Output<'lists.groups'> => {
  const keys = [...new Set(rows.map((row) => keyOf(row, by)))];
  return {
    groups: keys.map((key) => {
      const own = rows.filter((row) => keyOf(row, by) === key);
      return {
        key,
        name: by === 'receptor' ? (own[0]?.receptorName ?? null) : null,
        n: own.length,
        sums: [{ currency: 'CLP', total: own.reduce((sum, row) => sum + row.total, 0) }],
      };
    }),
    more: 0,
    exact: true,
  };
};

const matching = (): Output<'queue.retryMatching'> => ({ done: 14, left: 0, skipped: [], undo: null });

/** Groups, causes and the way somebody wants to see a list, in the mock main. */
export const listAnswers = (rows: readonly QueueRow[]) => {
  const settings: Output<'lists.settings'> = {
    order: [],
    hidden: [],
    shown: [],
    saved: [],
    sort: null,
    widths: {},
  };
  return {
    'lists.groups': ({ by }: Input<'lists.groups'>) => groupsOf(rows, by),
    'lists.settings': () => settings,
    'lists.saveSettings': () => settings,
    'queue.causes': (): Output<'queue.causes'> => ({
      causes: rows
        .filter((row) => row.error !== null && row.queueState !== 'success')
        .slice(0, 4)
        .flatMap((row, at) =>
          row.error === null
            ? []
            : [{ cause: `${row.error.class}:${row.error.code}:${at}`, error: row.error, n: 14 - 3 * at }],
        ),
    }),
    'queue.retryMatching': matching,
    'queue.abandonMatching': matching,
    'queue.undo': (): Output<'queue.undo'> => ({ undone: 1, left: 0 }),
  };
};
