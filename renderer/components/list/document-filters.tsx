import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { INTEGRITIES, SII_STATES } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { CompanyFilter } from '../../features/companies/company-filter.tsx';
import { AmountFilter } from './amount-filter.tsx';
import { ChoiceFilter, DateFilter, FilterBar, Results, SearchField } from './filters.tsx';
import type { DocumentFilterState } from './use-document-filter.ts';

const TYPES = DOCUMENT_TYPES.map((value) => ({ value, label: texts.documentTypes[value] }));
const STATES = SII_STATES.map((value) => ({ value, label: texts.siiStates[value].name }));
const INTEGRITY = INTEGRITIES.map((value) => ({ value, label: texts.integrities[value].name }));

interface DocumentFiltersProps {
  readonly state: DocumentFilterState;
  readonly total: number | null;
  readonly exact: boolean;
  /** How many there are without a filter. */
  readonly all: number | null;
  readonly withIntegrity: boolean;
  /** Beside the filters: groups, columns, what was kept. */
  readonly children: ReactNode;
}

/** Text, dates, types, states, amounts, one receptor, a company where there are several (and integrity): the filters of Documentos and Respaldos. */
export const DocumentFilters = ({
  state,
  total,
  exact,
  all,
  withIntegrity,
  children,
}: DocumentFiltersProps) => {
  const { filter, change, clear, filtered } = state;
  return (
    <FilterBar>
      <SearchField value={filter.text} onChange={(text) => change({ text })} />
      <DateFilter preset={filter.preset} value={filter} onChange={change} />
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
          wide
          testId="filter-integrities"
        />
      )}
      <CompanyFilter
        value={filter.company}
        // Another company has other receptors.
        onChange={(company) => change({ company, receptorRut: null, receptorName: null })}
      />
      <AmountFilter min={filter.minTotal} max={filter.maxTotal} onChange={change} />
      {filter.receptorRut !== null && (
        <Button
          variant="light"
          size="sm"
          maw={260}
          rightSection={<IconX size={15} aria-hidden />}
          aria-label={texts.lists.removeReceptor}
          onClick={() => change({ receptorRut: null, receptorName: null })}
          data-testid="filter-receptor"
        >
          {texts.lists.receptor(filter.receptorName ?? filter.receptorRut)}
        </Button>
      )}
      {children}
      <Results total={total} exact={exact} all={all} filtered={filtered} onClear={clear} />
    </FilterBar>
  );
};
