import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { isDocumentType } from '../../../shared/domain/document-type.ts';
import { formatRut } from '../../../shared/domain/rut.ts';
import { SII_STATES } from '../../../shared/domain/states.ts';
import { formatClp, formatNumber } from '../../../shared/format/money.ts';
import { formatMonth } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Grouping } from '../../../shared/ipc/lists.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { monthRange } from '../../lib/date-presets.ts';
import { typeName } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import { EmptyByFilter } from '../empty.tsx';
import { HiddenCaption } from '../hidden-caption.tsx';
import { Async } from '../loading.tsx';
import { SiiPill } from '../state-pills.tsx';
import styles from './data-table.module.css';
import { askedOf, type FilterState } from './use-document-filter.ts';

const t = texts.lists.group;
type Group = Output<'lists.groups'>['groups'][number];

/** Boletas without a buyer's name go to this RUT (PROTOCOL.md 5). */
const NOBODY = '66666666-6';

interface GroupTableProps {
  readonly of: 'documents' | 'backups';
  readonly by: Grouping;
  readonly filter: FilterState;
  /** Narrows the list to one group. */
  readonly onOpen: (part: Partial<FilterState>) => void;
  readonly onClear: () => void;
  readonly empty: React.ReactNode;
  readonly filtered: boolean;
}

const stateOf = (key: string) => SII_STATES.find((each) => each === key) ?? null;

const nameOf = (by: Grouping, group: Group): string => {
  switch (by) {
    case 'type':
      return typeName(Number(group.key));
    case 'month':
      return formatMonth(group.key);
    case 'state': {
      const state = stateOf(group.key);
      return state === null ? group.key : texts.siiStates[state].name;
    }
    case 'receptor':
      return group.key === NOBODY ? t.noReceptor : (group.name ?? formatRut(group.key));
  }
};

/** What the list has to be filtered by to have the group's documents. */
const filterOf = (by: Grouping, group: Group): Partial<FilterState> => {
  switch (by) {
    case 'type': {
      const type = Number(group.key);
      return isDocumentType(type) ? { types: [type] } : {};
    }
    case 'month':
      return { preset: 'range', ...monthRange(group.key) };
    case 'state': {
      const state = stateOf(group.key);
      return state === null ? {} : { siiStates: [state] };
    }
    case 'receptor':
      return { receptorRut: group.key, receptorName: nameOf(by, group) };
  }
};

/** Counts and sums of what the filter finds, group by group; each opens its documents. */
export const GroupTable = ({ of, by, filter, onOpen, onClear, empty, filtered }: GroupTableProps) => {
  const query = useApi('lists.groups', { of, filter: askedOf(filter), by }, { keepPrevious: true });
  return (
    <Async query={query}>
      {({ groups, more, exact }) =>
        groups.length === 0 ? (
          filtered ? (
            <EmptyByFilter onClear={onClear} />
          ) : (
            empty
          )
        ) : (
          <>
            <div className={styles['scroll']}>
              <table className={styles['table']} data-testid="groups">
                <HiddenCaption>{t.caption}</HiddenCaption>
                <thead>
                  <tr>
                    <th scope="col" data-fluid>
                      {t.columns[by]}
                    </th>
                    <th scope="col" data-align="right">
                      {t.columns.count}
                    </th>
                    <th scope="col" data-align="right">
                      <Tooltip label={by === 'type' ? t.sumHintType : t.sumHint} multiline w={280}>
                        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it explains has to be reached by keyboard too */}
                        <span className={styles['sort']} tabIndex={0}>
                          {t.columns.sum}
                          <IconInfoCircle size={14} aria-hidden />
                        </span>
                      </Tooltip>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {groups.map((group) => (
                    <tr
                      key={group.key}
                      data-row
                      className={`${styles['row']} ${styles['clickable']}`}
                      onClick={() => onOpen(filterOf(by, group))}
                      data-testid={`group-${group.key}`}
                    >
                      <td data-fluid>
                        <GroupName by={by} group={group} />
                      </td>
                      <td data-align="right">{formatNumber(group.n)}</td>
                      <td data-align="right">
                        <SumCell group={group} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {!exact && <p className={styles['note']}>{t.notAll}</p>}
            {more > 0 && <p className={styles['note']}>{t.more(formatNumber(more))}</p>}
          </>
        )
      }
    </Async>
  );
};

const GroupName = ({ by, group }: { readonly by: Grouping; readonly group: Group }) => {
  const name = nameOf(by, group);
  const state = by === 'state' ? stateOf(group.key) : null;
  return (
    <>
      <button type="button" className={styles['primary']} data-row-open aria-label={t.open(name)}>
        {state === null ? name : <SiiPill state={state} />}
      </button>
      {by === 'receptor' && group.key !== NOBODY && (
        <span className={styles['second']}>{formatRut(group.key)}</span>
      )}
    </>
  );
};

const SumCell = ({ group }: { readonly group: Group }) => {
  const total = group.sums.reduce((sum, each) => sum + each.total, 0);
  const foreign = group.sums.find(({ currency }) => currency === 'other');
  if (foreign !== undefined && total === 0) return <span className={styles['second']}>{t.onlyForeign}</span>;
  return (
    <>
      <span className={styles['amount']}>{formatClp(total)}</span>
      {foreign !== undefined && <span className={styles['second']}>{t.andForeign}</span>}
    </>
  );
};
