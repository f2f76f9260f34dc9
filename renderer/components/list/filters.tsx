import { Button, Loader, MultiSelect, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterX, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { DATE_PRESETS, type DatePreset, type DateRange, rangeOf } from '../../lib/date-presets.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './filters.module.css';

/** The row of filters above a list, with the counter of results at its end. */
export const FilterBar = ({ children }: { readonly children: ReactNode }) => (
  <search className={styles['bar']}>{children}</search>
);

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly label?: string;
  readonly placeholder?: string;
}

/** Search while typing, with a short pause so that each letter is not a query. */
export const SearchField = ({
  value,
  onChange,
  label = texts.common.search,
  placeholder = texts.common.searchPlaceholder,
}: SearchFieldProps) => {
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onChange, 200);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      className={styles['search']}
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
      data-testid="filter-text"
    />
  );
};

interface ChoiceFilterProps<Value extends string | number> {
  readonly label: string;
  readonly all: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
  /** For a word that needs more room. */
  readonly wide?: boolean;
  readonly testId: string;
}

/** Several of a few options; none chosen means all. */
export const ChoiceFilter = <Value extends string | number>({
  label,
  all,
  options,
  value,
  onChange,
  wide = false,
  testId,
}: ChoiceFilterProps<Value>) => (
  <MultiSelect
    className={styles[wide ? 'wide' : 'select']}
    aria-label={label}
    placeholder={value.length === 0 ? all : ''}
    data={options.map((option) => ({ value: String(option.value), label: option.label }))}
    value={value.map(String)}
    onChange={(chosen) =>
      onChange(
        options.filter((option) => chosen.includes(String(option.value))).map((option) => option.value),
      )
    }
    checkIconPosition="right"
    comboboxProps={{ width: 260, position: 'bottom-start' }}
    data-testid={testId}
  />
);

interface DateFilterProps {
  readonly preset: DatePreset;
  readonly value: DateRange;
  readonly onChange: (chosen: DateRange & { readonly preset: DatePreset }) => void;
}

/** Date presets, or two days picked. */
export const DateFilter = ({ preset, value, onChange }: DateFilterProps) => {
  const now = useNow();
  return (
    <>
      <Select
        className={styles['select']}
        aria-label={texts.common.dates.label}
        data={DATE_PRESETS.map((each) => ({ value: each, label: texts.common.dates[each] }))}
        value={preset}
        allowDeselect={false}
        onChange={(chosen) => {
          const next = (chosen ?? 'all') as DatePreset;
          onChange({ preset: next, ...rangeOf(next, now) });
        }}
        data-testid="filter-dates"
      />
      {preset === 'range' && (
        <DatePickerInput
          type="range"
          allowSingleDateInRange
          w={230}
          aria-label={texts.common.dates.rangeLabel}
          placeholder={texts.common.dates.rangePlaceholder}
          valueFormat="DD-MM-YYYY"
          previousLabel={texts.common.dates.previous}
          nextLabel={texts.common.dates.following}
          value={[value.from, value.to]}
          onChange={([from, to]) => onChange({ preset: 'range', from, to })}
          data-testid="filter-range"
        />
      )}
    </>
  );
};

interface ResultsProps {
  /** null while it is not known. */
  readonly total: number | null;
  /** Whether there are no more than that. */
  readonly exact?: boolean;
  readonly filtered: boolean;
  /** How many there are without the filters. */
  readonly all?: number | null;
  readonly onClear: () => void;
  /** The number in other words than documents have. */
  readonly words?: (total: number) => string;
}

/** How many there are, said aloud when it changes, and the way back from the filters. */
export const Results = ({
  total,
  exact = true,
  filtered,
  all = null,
  onClear,
  words = (count) =>
    filtered && all !== null
      ? texts.lists.resultsOf(formatNumber(count), exact, formatNumber(all))
      : (exact ? texts.common.results : texts.lists.atLeast)(formatNumber(count)),
}: ResultsProps) => (
  <>
    {filtered && (
      <Button
        variant="subtle"
        color="gray"
        size="sm"
        leftSection={<IconFilterX size={16} aria-hidden />}
        onClick={onClear}
      >
        {texts.common.clearFilters}
      </Button>
    )}
    <span className={styles['results']} aria-live="polite" data-testid="results">
      {total === null ? '' : words(total)}
    </span>
  </>
);

interface LoadMoreProps {
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** The next page of a long list: comes by itself where its place comes into sight, and by its button. */
export const LoadMore = ({ hasMore, loading, onMore }: LoadMoreProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = place.current;
    if (at === null || !hasMore || loading) return;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) onMore();
    });
    observer.observe(at);
    return () => observer.disconnect();
  }, [hasMore, loading, onMore]);
  if (!hasMore) return null;
  return (
    <div ref={place} className={styles['more']}>
      {loading ? (
        <span className={styles['loading']} role="status">
          <Loader size={16} aria-hidden />
          {texts.lists.loadingMore}
        </span>
      ) : (
        <Button variant="default" onClick={onMore} data-testid="load-more">
          {texts.common.loadMore}
        </Button>
      )}
    </div>
  );
};
