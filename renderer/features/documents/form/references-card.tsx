import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { DateField } from '../../../components/date-field.tsx';
import { Card } from '../../../components/page.tsx';
import styles from './issue-form.module.css';
import { correctsAnother, emptyReference, type FormReference } from './model.ts';
import { optionsOf } from './options.ts';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form.references;
const TYPES = { ...t.otherTypes, ...texts.documentTypes };

/** Other documents that this one mentions, annuls or corrects. */
export const ReferencesCard = ({ control }: { readonly control: FormControl }) => {
  const { references, type } = control.form;
  const set = (next: readonly FormReference[]) => control.change({ references: next });
  const general = control.errorAt('Referencia');
  return (
    <Card
      title={t.title}
      action={
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set([...references, emptyReference()])}
          data-testid="reference-add"
        >
          {t.add}
        </Button>
      }
    >
      {general !== null && <p className={styles['problem']}>{general}</p>}
      {references.length === 0 && <p className={styles['none']}>{t.empty}</p>}
      {references.map((reference, index) => (
        <ReferenceRow
          key={reference.key}
          reference={reference}
          index={index}
          withCode={correctsAnother(type) || reference.code !== ''}
          control={control}
          onChange={(part) => set(references.map((each, at) => (at === index ? { ...each, ...part } : each)))}
          onRemove={() => set(references.filter((_, at) => at !== index))}
        />
      ))}
    </Card>
  );
};

interface ReferenceRowProps {
  readonly reference: FormReference;
  readonly index: number;
  readonly withCode: boolean;
  readonly control: FormControl;
  readonly onChange: (part: Partial<FormReference>) => void;
  readonly onRemove: () => void;
}

const ReferenceRow = ({ reference, index, withCode, control, onChange, onRemove }: ReferenceRowProps) => {
  const path = (name: string) => `Referencia.${index}.${name}`;
  const field = (name: string) => ({
    onBlur: () => control.touch(path(name)),
    error: control.errorAt(path(name)),
  });
  const known = reference.type in TYPES ? TYPES : { ...TYPES, [reference.type]: reference.type };
  return (
    <div className={`${styles['row']} ${styles['reference']}`}>
      <Select
        label={t.type}
        data={optionsOf(known)}
        value={reference.type}
        allowDeselect={false}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
        onChange={(type) => onChange({ type: type ?? '' })}
        error={control.errorAt(path('TpoDocRef'))}
        data-testid={`reference-${index}-type`}
      />
      <TextInput
        label={t.folio}
        value={reference.folio}
        onChange={(event) => onChange({ folio: event.currentTarget.value })}
        {...field('FolioRef')}
        data-testid={`reference-${index}-folio`}
      />
      <DateField
        label={t.date}
        placeholder={t.datePlaceholder}
        value={reference.date}
        onChange={(date) => onChange({ date })}
        {...field('FchRef')}
        testId={`reference-${index}-date`}
      />
      <Select
        label={t.code}
        data={optionsOf(t.codes)}
        value={reference.code}
        allowDeselect={false}
        disabled={!withCode}
        onChange={(code) => onChange({ code: (code ?? '') as FormReference['code'] })}
        error={control.errorAt(path('CodRef'))}
        data-testid={`reference-${index}-code`}
      />
      <TextInput
        label={t.reason}
        value={reference.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
        {...field('RazonRef')}
        data-testid={`reference-${index}-reason`}
      />
      <ActionIcon
        className={styles['remove'] ?? ''}
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t.remove(index + 1)}
        onClick={onRemove}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
    </div>
  );
};
