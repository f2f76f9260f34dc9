import { NumberInput, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { formatRut, parseRut } from '../../shared/domain/rut.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import type { CompanyErrors, CompanyForm } from '../lib/company-form.ts';
import styles from './company-fields.module.css';
import { DateField } from './date-field.tsx';

const t = texts.onboarding.form;

interface CompanyFieldsProps {
  readonly value: CompanyForm;
  readonly errors: CompanyErrors;
  readonly onChange: (part: Partial<CompanyForm>) => void;
  /** A company's RUT cannot be changed once it has issued. */
  readonly rutFixed?: boolean;
  readonly nroResolHint?: string;
}

const TEXTS = [
  { name: 'name', span: 'span4', required: true },
  { name: 'giro', span: 'span3', required: true },
  { name: 'acteco', span: 'span3', required: true },
  { name: 'address', span: 'span2', required: true },
  { name: 'comuna', span: 'span2', required: true },
  { name: 'city', span: 'span2', required: false },
] as const;

/** The fields of a company, for the first start and for Ajustes. The RUT is checked while typing. */
export const CompanyFields = ({
  value,
  errors,
  onChange,
  rutFixed = false,
  nroResolHint,
}: CompanyFieldsProps) => {
  const rut = parseRut(value.rut);
  return (
    <div className={styles['grid']}>
      <TextInput
        className={styles['span2'] ?? ''}
        label={t.rut}
        placeholder={texts.documents.form.receptor.rutPlaceholder}
        withAsterisk={!rutFixed}
        readOnly={rutFixed}
        {...(rutFixed ? { description: texts.settings.company.rutFixed } : {})}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.rut}
        onChange={(event) => onChange({ rut: event.currentTarget.value })}
        onBlur={() => rut !== null && onChange({ rut: formatRut(rut) })}
        error={errors.rut}
        rightSection={
          rut === null || rutFixed ? null : (
            <IconCircleCheck size={18} color="var(--r-ok)" role="img" aria-label={t.rutGood} />
          )
        }
        data-testid="company-rut"
      />
      {TEXTS.map(({ name, span, required }) => (
        <TextInput
          key={name}
          className={styles[span] ?? ''}
          label={t[name]}
          withAsterisk={required}
          {...(name === 'acteco' ? { description: t.actecoHint } : {})}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={value[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          error={errors[name]}
          data-testid={`company-${name}`}
        />
      ))}
      <div className={styles['span3']}>
        <DateField
          label={t.fchResol}
          withAsterisk
          value={value.fchResol}
          onChange={(fchResol) => onChange({ fchResol })}
          error={errors.fchResol}
          testId="company-fchResol"
        />
      </div>
      <NumberInput
        className={styles['span3'] ?? ''}
        label={t.nroResol}
        withAsterisk
        {...(nroResolHint === undefined ? {} : { description: nroResolHint })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={value.nroResol}
        onChange={(nroResol) => onChange({ nroResol })}
        min={0}
        max={999_999}
        allowDecimal={false}
        hideControls
        error={errors.nroResol}
        data-testid="company-nroResol"
      />
    </div>
  );
};
