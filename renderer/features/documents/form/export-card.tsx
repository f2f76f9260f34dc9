import { Select } from '@mantine/core';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { customs } from '../../../../shared/texts/print-customs.ts';
import { Card } from '../../../components/page.tsx';
import { type ExportName, exportPath, type FormExport, GOODS } from './export-fields.ts';
import type { FormNumber } from './form-number.ts';
import styles from './issue-form.module.css';
import { NumberField } from './number-field.tsx';
import { optionsOf } from './options.ts';
import type { FormControl } from './use-issue-form.ts';

const t = texts.exchange.exportCard;
type Names = Readonly<Record<string, string>>;

interface FieldProps {
  readonly control: FormControl;
  readonly name: ExportName;
}

const setterOf =
  ({ change, form }: FormControl, name: ExportName) =>
  (value: FormNumber): void =>
    change({ export: { ...form.export, [name]: value } satisfies FormExport });

const byName = (a: { readonly label: string }, b: { readonly label: string }): number =>
  a.label.localeCompare(b.label, 'es');

interface ChoiceProps extends FieldProps {
  readonly names: Names;
  readonly required?: boolean;
  /** Long lists: by name, and found by typing. */
  readonly long?: boolean;
}

/** One code, by its name. A code that an imported draft brought and that has no name here stays what it is. */
const Choice = ({ control, name, names, required = false, long = false }: ChoiceProps) => {
  const value = String(control.form.export[name]);
  const known = value === '' || value in names ? names : { ...names, [value]: t.unnamed(value) };
  const options = optionsOf(known);
  return (
    <Select
      label={t[name as keyof typeof t] as string}
      data={long ? options.toSorted(byName) : options}
      value={value === '' ? null : value}
      searchable={long}
      clearable={!required}
      allowDeselect={!required}
      withAsterisk={required}
      onChange={(next) => setterOf(control, name)(next ?? '')}
      error={control.errorAt(exportPath(name))}
      data-testid={`export-${name}`}
    />
  );
};

const Amount = ({ control, name, label }: FieldProps & { readonly label: string }) => (
  <NumberField
    label={label}
    value={control.form.export[name]}
    onChange={setterOf(control, name)}
    onBlur={() => control.touch(exportPath(name))}
    error={control.errorAt(exportPath(name))}
    decimals={name === 'packages' ? 0 : name === 'rate' ? 4 : 2}
    testId={`export-${name}`}
  />
);

/** What an export says besides: to where, in which currency, how it is paid; for goods, what Aduanas wants to know. */
export const ExportCard = ({ control }: { readonly control: FormControl }) => {
  const { kind, currency } = control.form.export;
  return (
    <Card title={t.title} text={t.text}>
      <div className={styles['head']} data-testid="export-card">
        <Choice control={control} name="kind" names={t.kinds} required />
        <Choice control={control} name="nationality" names={customs.countries} long />
        <Choice control={control} name="currency" names={t.currencies} required />
        {currency !== 'PESO CL' && (
          <Amount control={control} name="rate" label={`${t.rate} (${t.rateHint})`} />
        )}
        <Choice control={control} name="payment" names={customs.payments} />
        {kind === GOODS && (
          <>
            <Choice control={control} name="saleMode" names={customs.saleModes} />
            <Choice control={control} name="clause" names={customs.clauses} />
            <Amount control={control} name="clauseTotal" label={t.clauseTotal} />
            <Choice control={control} name="route" names={customs.routes} />
            <Choice control={control} name="loadPort" names={customs.ports} long />
            <Choice control={control} name="unloadPort" names={customs.ports} long />
            <Amount control={control} name="packages" label={t.packages} />
            <Choice control={control} name="buyerCountry" names={customs.countries} long />
            <Choice control={control} name="destination" names={customs.countries} long />
          </>
        )}
      </div>
    </Card>
  );
};
