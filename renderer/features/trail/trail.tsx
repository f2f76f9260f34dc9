import { IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { AUDIT_KINDS, type AuditKind } from '../../../shared/domain/audit-kinds.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Empty, EmptyByFilter } from '../../components/empty.tsx';
import { ChoiceFilter, DateFilter, FilterBar, Results, SearchField } from '../../components/list/filters.tsx';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { Card, Page } from '../../components/page.tsx';
import type { DatePreset } from '../../lib/date-presets.ts';
import { useApi, usePages } from '../../lib/use-api.ts';
import { ChainCard } from './chain-card.tsx';
import { ExportTrail } from './export-trail.tsx';
import { TrailTable } from './trail-table.tsx';

const t = texts.trail;
const KINDS = AUDIT_KINDS.map((value) => ({ value, label: t.kinds[value] }));
/** Stands for the program among the operators, whose numbers begin at one. */
const PROGRAM = 0;

interface TrailFilter {
  readonly text: string;
  readonly preset: DatePreset;
  readonly from: string | null;
  readonly to: string | null;
  readonly kinds: readonly AuditKind[];
  readonly who: readonly number[];
}
const NO_FILTER: TrailFilter = { text: '', preset: 'all', from: null, to: null, kinds: [], who: [] };

/** Bitácora: everything that happened, by whom and when, and the proof that nobody changed it. */
export const Trail = () => {
  const [filter, setFilter] = useState(NO_FILTER);
  const change = (part: Partial<TrailFilter>) => setFilter((current) => ({ ...current, ...part }));
  const clear = () => setFilter(NO_FILTER);
  const asked = useMemo(
    () => ({
      text: filter.text,
      from: filter.from,
      to: filter.to,
      kinds: [...filter.kinds],
      operators: filter.who.filter((id) => id !== PROGRAM),
      program: filter.who.includes(PROGRAM),
    }),
    [filter],
  );
  const filtered = JSON.stringify({ ...filter, text: filter.text.trim() }) !== JSON.stringify(NO_FILTER);
  const query = usePages('trail.list', asked);
  const operators = useApi('trail.operators', {});
  const total = query.data?.total ?? null;
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <May channel="trail.export">
          <ExportTrail filter={asked} disabled={total === null || total === 0} />
        </May>
      }
    >
      <ChainCard />
      <Card flush>
        <FilterBar>
          <SearchField
            value={filter.text}
            onChange={(text) => change({ text })}
            label={t.filters.text}
            placeholder={t.filters.textPlaceholder}
          />
          <DateFilter preset={filter.preset} value={filter} onChange={change} />
          <ChoiceFilter
            label={t.filters.operators}
            all={t.filters.allOperators}
            options={[
              ...(operators.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
              { value: PROGRAM, label: t.program },
            ]}
            value={filter.who}
            onChange={(who) => change({ who })}
            wide
            testId="filter-operators"
          />
          <ChoiceFilter
            label={t.filters.kinds}
            all={t.filters.allKinds}
            options={KINDS}
            value={filter.kinds}
            onChange={(kinds) => change({ kinds })}
            testId="filter-kinds"
          />
          <Results
            total={total}
            filtered={filtered}
            onClear={clear}
            words={(count) =>
              query.data?.exact === false
                ? t.atLeast(formatNumber(count))
                : t.results(formatNumber(count), count === 1)
            }
          />
        </FilterBar>
        <Async query={query}>
          {({ rows }) =>
            rows.length > 0 ? (
              <TrailTable
                rows={rows}
                hasMore={query.hasNextPage}
                loading={query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
              />
            ) : filtered ? (
              <EmptyByFilter onClear={clear} />
            ) : (
              <Empty icon={IconHistory} tone="info" title={t.empty.title} text={t.empty.text} />
            )
          }
        </Async>
      </Card>
    </Page>
  );
};
