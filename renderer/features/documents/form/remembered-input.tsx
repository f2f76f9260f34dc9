import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { texts } from '../../../../shared/texts/es-CL.ts';

/** A pause in typing after which is looked for what was issued before. */
const PAUSE = 200;
/** Fewer letters say nothing. */
const LEAST = 2;

/** What somebody types, once it is long enough and the typing rests; null before. */
export const useTyped = (value: string): string | null => {
  const [settled] = useDebouncedValue(value.trim(), PAUSE);
  return settled.length >= LEAST ? settled : null;
};

interface RememberedInputProps
  extends Omit<AutocompleteProps, 'data' | 'onChange' | 'onOptionSubmit' | 'filter' | 'value'> {
  readonly value: string;
  /** What was issued before and may be meant, in words of its own. */
  readonly offers: readonly string[];
  readonly onType: (typed: string) => void;
  readonly onPick: (index: number) => void;
  readonly 'data-testid': string;
}

/** A text field that offers what was issued before. What is typed stays as it is until one of them is chosen. */
export const RememberedInput = ({ offers, onType, onPick, ...field }: RememberedInputProps) => (
  <Autocomplete
    {...field}
    data={[...new Set(offers)]}
    // Main has looked already, without accents and in all words.
    filter={({ options }) => options}
    onChange={(typed) => {
      if (!offers.includes(typed)) onType(typed);
    }}
    onOptionSubmit={(chosen) => onPick(offers.indexOf(chosen))}
    comboboxProps={{
      portalProps: { target: '#contenido' },
      shadow: 'md',
      width: 'max-content',
      position: 'bottom-start',
    }}
    aria-description={offers.length > 0 ? texts.documents.form.remembered : undefined}
  />
);
