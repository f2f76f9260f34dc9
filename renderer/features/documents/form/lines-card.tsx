import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../../components/hidden-caption.tsx';
import { Card } from '../../../components/page.tsx';
import { signOf } from './form-money.ts';
import styles from './issue-form.module.css';
import { LineRow } from './line-row.tsx';
import { emptyLine, type FormLine, hasGrossPrices, type IssueForm, isExempt, without } from './model.ts';
import type { FormControl } from './use-issue-form.ts';

const t = texts.documents.form.lines;

interface LinesCardProps {
  readonly control: FormControl;
  readonly amounts: readonly (number | null)[];
}

/** A new discount replaces whatever an imported draft said about it in the other way. */
const patched = (line: FormLine, part: Partial<FormLine>): FormLine => ({
  ...line,
  ...part,
  ...('discount' in part || 'discountKind' in part
    ? { rest: without(line.rest, ['DescuentoMonto', 'DescuentoPct']) }
    : {}),
});

/** What the figure in the price field holds, so that nobody adds the IVA twice or forgets it. */
const priceLabelOf = (form: IssueForm): string => {
  if (isExempt(form.type)) return t.plainPrice;
  return hasGrossPrices(form) ? t.grossPrice : t.price;
};

/** A note that corrects a text has a line that says which. */
const correctsText = (form: IssueForm): boolean => form.references.some(({ code }) => code === '2');

/** What is sold, line by line, with each line's amount as main works it out. */
export const LinesCard = ({ control, amounts }: LinesCardProps) => {
  const { form } = control;
  const { lines } = form;
  const price = priceLabelOf(form);
  const setLines = (next: readonly FormLine[]) => control.change({ lines: next });
  return (
    <Card title={t.title}>
      <table className={styles['lines']}>
        <HiddenCaption>{t.caption}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t.item}</th>
            <th scope="col" className={styles['number']}>
              {t.quantity}
            </th>
            <th scope="col" className={styles['number']}>
              {price}
            </th>
            <th scope="col">{t.discount}</th>
            <th scope="col" className={styles['amount']}>
              {t.amount}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <LineRow
              key={line.key}
              line={line}
              index={index}
              amount={amounts[index] ?? null}
              priceLabel={price}
              sign={signOf(form)}
              gross={hasGrossPrices(form)}
              exemptable={!isExempt(form.type)}
              placeholder={correctsText(form) ? texts.documents.form.textLine : t.itemPlaceholder}
              control={control}
              onChange={(part) =>
                setLines(lines.map((each, at) => (at === index ? patched(each, part) : each)))
              }
              onRemove={lines.length > 1 ? () => setLines(lines.filter((_, at) => at !== index)) : null}
            />
          ))}
        </tbody>
      </table>
      <Button
        className={styles['add'] ?? ''}
        variant="subtle"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setLines([...lines, emptyLine()])}
        data-testid="line-add"
      >
        {t.add}
      </Button>
    </Card>
  );
};
