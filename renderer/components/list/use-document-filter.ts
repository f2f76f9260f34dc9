import { useMemo, useState } from 'react';
import type { DocumentType } from '../../../shared/domain/document-type.ts';
import type { Integrity, SiiState } from '../../../shared/domain/states.ts';

/** What Documentos and Respaldos can be filtered by. */
export interface FilterState {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly types: readonly DocumentType[];
  readonly siiStates: readonly SiiState[];
  readonly integrities: readonly Integrity[];
}

export const NO_FILTER: FilterState = {
  text: '',
  from: null,
  to: null,
  types: [],
  siiStates: [],
  integrities: [],
};

/** The filter in force, how to change parts of it, and whether there is one at all. */
export const useDocumentFilter = () => {
  const [filter, setFilter] = useState<FilterState>(NO_FILTER);
  return useMemo(
    () => ({
      filter,
      change: (part: Partial<FilterState>) => setFilter((current) => ({ ...current, ...part })),
      clear: () => setFilter(NO_FILTER),
      filtered:
        filter.text.trim() !== '' ||
        filter.from !== null ||
        filter.to !== null ||
        filter.types.length + filter.siiStates.length + filter.integrities.length > 0,
    }),
    [filter],
  );
};
