import { Select } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from '../../components/list/filters.module.css';
import { labelOf, useCompanies } from './use-companies.ts';

const t = texts.companies;

interface CompanyFilterProps {
  /** null: the working one. */
  readonly value: string | null;
  readonly onChange: (company: string | null) => void;
}

/** Whose documents a list shows; there only where the database keeps those of several companies. */
export const CompanyFilter = ({ value, onChange }: CompanyFilterProps) => {
  const companies = useCompanies();
  const [working] = companies;
  if (working === undefined || companies.length < 2) return null;
  const shown = companies.find((each) => each.company === value) ?? working;
  return (
    <Select
      className={styles['company'] ?? ''}
      aria-label={t.filter}
      data={companies.map((each) => ({
        value: each.company,
        label: labelOf(each, companies),
      }))}
      value={shown.company}
      title={labelOf(shown, companies)}
      allowDeselect={false}
      comboboxProps={{ width: 380, position: 'bottom-start' }}
      onChange={(chosen) => onChange(chosen === working.company ? null : chosen)}
      data-testid="filter-company"
    />
  );
};
