import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Empty } from '../../components/empty.tsx';
import styles from './help.module.css';

const t = texts.help;

interface HelpSearchProps {
  readonly value: string;
  readonly onChange: (typed: string) => void;
  /** Null while nothing is searched for. */
  readonly found: number | null;
}

/** Searches the page that is open; `/` goes there, as on the lists. */
export const HelpSearch = ({ value, onChange, found }: HelpSearchProps) => (
  <div className={styles['search']}>
    <TextInput
      w={360}
      aria-label={t.search}
      placeholder={t.searchPlaceholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid="filter-text"
    />
    <span role="status">{found === null ? '' : t.found(found)}</span>
  </div>
);

export const NothingFound = ({ onClear }: { readonly onClear: () => void }) => (
  <Empty
    icon={IconSearch}
    title={t.notFoundTitle}
    text={t.notFoundText}
    action={
      <Button variant="default" onClick={onClear} data-testid="clear-filters">
        {t.clearSearch}
      </Button>
    }
  />
);
