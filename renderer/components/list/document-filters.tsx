import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { INTEGRITIES, SII_STATES } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ChoiceFilter, DateFilter, FilterBar, Results, SearchField } from './filters.tsx';
import type { useDocumentFilter } from './use-document-filter.ts';

const TYPES = DOCUMENT_TYPES.map((value) => ({ value, label: texts.documentTypes[value] }));
const STATES = SII_STATES.map((value) => ({ value, label: texts.siiStates[value].name }));
const INTEGRITY = INTEGRITIES.map((value) => ({ value, label: texts.integrities[value].name }));

interface DocumentFiltersProps {
  readonly state: ReturnType<typeof useDocumentFilter>;
  readonly total: number | null;
  readonly withIntegrity?: boolean;
}

/** Text, dates, types, states (and integrity): the filters of Documentos and Respaldos. */
export const DocumentFilters = ({ state, total, withIntegrity = false }: DocumentFiltersProps) => {
  const { filter, change, clear, filtered } = state;
  return (
    <FilterBar>
      <SearchField value={filter.text} onChange={(text) => change({ text })} />
      <DateFilter value={filter} onChange={change} />
      <ChoiceFilter
        label={texts.common.filters.types}
        all={texts.common.filters.allTypes}
        options={TYPES}
        value={filter.types}
        onChange={(types) => change({ types })}
        testId="filter-types"
      />
      <ChoiceFilter
        label={texts.common.filters.states}
        all={texts.common.filters.allStates}
        options={STATES}
        value={filter.siiStates}
        onChange={(siiStates) => change({ siiStates })}
        testId="filter-states"
      />
      {withIntegrity && (
        <ChoiceFilter
          label={texts.common.filters.integrities}
          all={texts.common.filters.allIntegrities}
          options={INTEGRITY}
          value={filter.integrities}
          onChange={(integrities) => change({ integrities })}
          testId="filter-integrities"
        />
      )}
      <Results total={total} filtered={filtered} onClear={clear} />
    </FilterBar>
  );
};
