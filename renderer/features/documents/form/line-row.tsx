import { ActionIcon, Checkbox, Select, TextInput, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { useApi } from '../../../lib/use-api.ts';
import { formAmount } from './form-money.ts';
import styles from './issue-form.module.css';
import type { FormLine } from './model.ts';
import { NumberField } from './number-field.tsx';
import { RememberedInput, useTyped } from './remembered-input.tsx';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form.lines;
const KINDS = ['%', '$'];

type Item = Output<'drafts.items'>['items'][number];

interface LineRowProps {
  readonly line: FormLine;
  readonly index: number;
  readonly amount: number | null;
  readonly priceLabel: string;
  readonly sign: string;
  /** Whether a line may be exempt while others are not. */
  readonly exemptable: boolean;
  /** The price field holds prices with IVA. */
  readonly gross: boolean;
  readonly placeholder: string;
  readonly control: FormControl;
  readonly onChange: (part: Partial<FormLine>) => void;
  readonly onRemove: (() => void) | null;
}

/** The SII's format has discounts in whole numbers, whatever the currency (MntImpType). */
const DISCOUNT_DECIMALS = { '%': 2, $: 0 } as const;

/** One line of the document. */
export const LineRow = ({
  line,
  index,
  amount,
  priceLabel,
  sign,
  exemptable,
  gross,
  placeholder,
  control,
  onChange,
  onRemove,
}: LineRowProps) => {
  const typed = useTyped(line.name);
  const [isTyping, setTyping] = useState(false);
  const known = useApi(
    'drafts.items',
    { text: typed ?? '' },
    { enabled: isTyping && typed !== null, keepPrevious: true },
  );
  const offers = isTyping && typed !== null ? (known.data?.items ?? []) : [];
  /** As it was sold the last time. A price with IVA is none without it: then the price is left to the person. */
  const take = (item: Item | undefined): void => {
    if (item === undefined) return;
    setTyping(false);
    const { name, description, unit, price, exempt } = item;
    onChange({
      name,
      description,
      unit,
      ...(price !== null && item.gross === gross ? { price } : {}),
      ...(exemptable ? { exempt } : {}),
    });
  };
  const path = (name: string) => `Detalle.${index}.${name}`;
  const label = (field: string) => t.of(field, index + 1);
  const field = (name: string, ...others: readonly string[]) => ({
    onBlur: () => {
      for (const each of [name, ...others]) control.touch(path(each));
    },
    error: control.errorAt(path(name), ...others.map(path)),
  });
  return (
    <tr>
      <td>
        <RememberedInput
          aria-label={label(t.item)}
          placeholder={placeholder}
          value={line.name}
          offers={offers.map(({ name }) => name)}
          onType={(name) => {
            setTyping(true);
            onChange({ name });
          }}
          onPick={(at) => take(offers[at])}
          {...field('NmbItem')}
          data-testid={`line-${index}-name`}
        />
        <TextInput
          variant="unstyled"
          size="xs"
          aria-label={label(t.description)}
          placeholder={t.addDescription}
          value={line.description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
          {...field('DscItem')}
          data-testid={`line-${index}-description`}
        />
      </td>
      <td className={styles['qty']}>
        <NumberField
          ariaLabel={label(t.quantity)}
          value={line.quantity}
          onChange={(quantity) => onChange({ quantity })}
          decimals={6}
          pointIsComma
          {...field('QtyItem')}
          testId={`line-${index}-qty`}
        />
        <TextInput
          variant="unstyled"
          size="xs"
          placeholder={t.unitPlaceholder}
          aria-label={label(t.unit)}
          value={line.unit}
          maxLength={4}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
          {...field('UnmdItem')}
          data-testid={`line-${index}-unit`}
        />
      </td>
      <td className={styles['price']}>
        <NumberField
          ariaLabel={label(priceLabel)}
          value={line.price}
          onChange={(price) => onChange({ price })}
          decimals={6}
          {...field('PrcItem')}
          prefix={sign}
          testId={`line-${index}-price`}
        />
        {exemptable && (
          <div className={styles['under']}>
            <Checkbox
              size="xs"
              label={t.exempt}
              aria-label={label(t.exempt)}
              checked={line.exempt}
              onChange={(event) => onChange({ exempt: event.currentTarget.checked })}
              data-testid={`line-${index}-exempt`}
            />
          </div>
        )}
      </td>
      <td className={styles['discount']}>
        <div>
          <NumberField
            ariaLabel={label(t.discount)}
            value={line.discount}
            onChange={(discount) => onChange({ discount })}
            decimals={DISCOUNT_DECIMALS[line.discountKind]}
            {...field('DescuentoPct', 'DescuentoMonto')}
            testId={`line-${index}-discount`}
          />
          <Select
            aria-label={label(t.discountKind)}
            data={KINDS}
            value={line.discountKind}
            allowDeselect={false}
            withCheckIcon={false}
            onChange={(kind) => onChange({ discountKind: kind === '$' ? '$' : '%' })}
            data-testid={`line-${index}-discount-kind`}
          />
        </div>
      </td>
      <td className={styles['amount']} data-testid={`line-${index}-amount`}>
        {amount === null ? texts.common.none : formAmount(sign, amount)}
      </td>
      <td>
        {onRemove !== null && (
          <Tooltip label={t.remove(index + 1)}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              mt={3}
              aria-label={t.remove(index + 1)}
              onClick={onRemove}
              data-testid={`line-${index}-remove`}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </td>
    </tr>
  );
};
