import { useMemo, useState } from 'react';
import { DOCUMENT_TYPES, type DocumentType } from '../../../shared/domain/document-type.ts';
import { INTEGRITIES, type Integrity, SII_STATES, type SiiState } from '../../../shared/domain/states.ts';
import type { SavedFilter } from '../../../shared/ipc/lists.ts';
import type { BackupFilter } from '../../../shared/ipc/parts.ts';
import { DATE_PRESETS, type DatePreset, rangeOf } from '../../lib/date-presets.ts';

/** What Documentos and Respaldos can be filtered by. */
export interface FilterState {
  /** Whose documents; null: the working company's. */
  readonly company: string | null;
  readonly text: string;
  /** A saved "this month" is this month whenever it is used. */
  readonly preset: DatePreset;
  readonly from: string | null;
  readonly to: string | null;
  readonly types: readonly DocumentType[];
  readonly siiStates: readonly SiiState[];
  readonly integrities: readonly Integrity[];
  readonly receptorRut: string | null;
  readonly receptorName: string | null;
  readonly minTotal: number | null;
  readonly maxTotal: number | null;
}

export const NO_FILTER: FilterState = {
  company: null,
  text: '',
  preset: 'all',
  from: null,
  to: null,
  types: [],
  siiStates: [],
  integrities: [],
  receptorRut: null,
  receptorName: null,
  minTotal: null,
  maxTotal: null,
};

export const isFiltered = (filter: FilterState): boolean =>
  filter.company !== null ||
  filter.text.trim() !== '' ||
  filter.from !== null ||
  filter.to !== null ||
  filter.receptorRut !== null ||
  filter.minTotal !== null ||
  filter.maxTotal !== null ||
  filter.types.length + filter.siiStates.length + filter.integrities.length > 0;

/** As main is asked. */
export const askedOf = ({ preset: _preset, receptorName: _name, ...filter }: FilterState): BackupFilter => ({
  ...filter,
  types: [...filter.types],
  siiStates: [...filter.siiStates],
  integrities: [...filter.integrities],
});

type Saved = SavedFilter['filter'];

const text = (saved: Saved, key: string): string | null =>
  typeof saved[key] === 'string' ? String(saved[key]) : null;
const amount = (saved: Saved, key: string): number | null =>
  Number.isSafeInteger(saved[key]) ? Number(saved[key]) : null;
const among = <T extends string | number>(saved: Saved, key: string, known: readonly T[]): readonly T[] => {
  const values = saved[key];
  return Array.isArray(values) ? known.filter((each) => values.includes(each)) : [];
};

/** What is kept of a filter under a name. */
export const toSaved = (filter: FilterState): Saved => ({
  ...askedOf(filter),
  preset: filter.preset,
  receptorName: filter.receptorName,
});

/** A kept filter as of now; what this version does not know of it is left out. */
export const fromSaved = (saved: Saved, now: number): FilterState => {
  const preset = DATE_PRESETS.find((each) => each === saved['preset']) ?? 'all';
  const range =
    preset === 'range' ? { from: text(saved, 'from'), to: text(saved, 'to') } : rangeOf(preset, now);
  return {
    company: text(saved, 'company'),
    text: text(saved, 'text') ?? '',
    preset,
    ...range,
    types: among(saved, 'types', DOCUMENT_TYPES),
    siiStates: among(saved, 'siiStates', SII_STATES),
    integrities: among(saved, 'integrities', INTEGRITIES),
    receptorRut: text(saved, 'receptorRut'),
    receptorName: text(saved, 'receptorName'),
    minTotal: amount(saved, 'minTotal'),
    maxTotal: amount(saved, 'maxTotal'),
  };
};

/**
 * The filter in force, how to change parts of it, and whether there is one at all.
 * @param company whose documents are shown at first
 */
export const useDocumentFilter = (company: string | null = null) => {
  const [filter, setFilter] = useState<FilterState>({ ...NO_FILTER, company });
  return useMemo(
    () => ({
      filter,
      change: (part: Partial<FilterState>) => setFilter((current) => ({ ...current, ...part })),
      clear: () => setFilter(NO_FILTER),
      filtered: isFiltered(filter),
    }),
    [filter],
  );
};
export type DocumentFilterState = ReturnType<typeof useDocumentFilter>;
