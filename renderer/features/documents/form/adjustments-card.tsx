import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Card } from '../../../components/page.tsx';
import styles from './issue-form.module.css';
import { emptyAdjustment, type FormAdjustment } from './model.ts';
import { NumberField } from './number-field.tsx';
import { optionsOf } from './options.ts';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form.adjustments;

/** Discounts and recharges over the whole document. */
export const AdjustmentsCard = ({ control }: { readonly control: FormControl }) => {
  const { adjustments } = control.form;
  const set = (next: readonly FormAdjustment[]) => control.change({ adjustments: next });
  return (
    <Card
      title={t.title}
      action={
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set([...adjustments, emptyAdjustment()])}
          data-testid="adjustment-add"
        >
          {t.add}
        </Button>
      }
    >
      {adjustments.length === 0 && <p className={styles['none']}>{t.empty}</p>}
      {adjustments.map((adjustment, index) => (
        <AdjustmentRow
          key={adjustment.key}
          adjustment={adjustment}
          index={index}
          control={control}
          onChange={(part) =>
            set(adjustments.map((each, at) => (at === index ? { ...each, ...part } : each)))
          }
          onRemove={() => set(adjustments.filter((_, at) => at !== index))}
        />
      ))}
    </Card>
  );
};

interface AdjustmentRowProps {
  readonly adjustment: FormAdjustment;
  readonly index: number;
  readonly control: FormControl;
  readonly onChange: (part: Partial<FormAdjustment>) => void;
  readonly onRemove: () => void;
}

const AdjustmentRow = ({ adjustment, index, control, onChange, onRemove }: AdjustmentRowProps) => {
  const path = (name: string) => `DscRcgGlobal.${index}.${name}`;
  return (
    <div className={`${styles['row']} ${styles['adjustment']}`}>
      <Select
        label={t.move}
        data={optionsOf(t.moves)}
        value={adjustment.move}
        allowDeselect={false}
        onChange={(move) => onChange({ move: move === 'R' ? 'R' : 'D' })}
        error={control.errorAt(path('TpoMov'))}
        data-testid={`adjustment-${index}-move`}
      />
      <TextInput
        label={t.label}
        value={adjustment.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
        onBlur={() => control.touch(path('GlosaDR'))}
        error={control.errorAt(path('GlosaDR'))}
        data-testid={`adjustment-${index}-label`}
      />
      <Select
        label={t.kind}
        data={optionsOf(t.kinds)}
        value={adjustment.kind}
        allowDeselect={false}
        withCheckIcon={false}
        onChange={(kind) => onChange({ kind: kind === '$' ? '$' : '%' })}
        error={control.errorAt(path('TpoValor'))}
        data-testid={`adjustment-${index}-kind`}
      />
      <NumberField
        label={t.value}
        value={adjustment.value}
        onChange={(value) => onChange({ value })}
        onBlur={() => control.touch(path('ValorDR'))}
        error={control.errorAt(path('ValorDR'))}
        decimals={2}
        testId={`adjustment-${index}-value`}
      />
      <Select
        label={t.scope}
        data={optionsOf(t.scopes)}
        value={adjustment.scope}
        allowDeselect={false}
        onChange={(scope) => onChange({ scope: (scope ?? '') as FormAdjustment['scope'] })}
        error={control.errorAt(path('IndExeDR'))}
        data-testid={`adjustment-${index}-scope`}
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
