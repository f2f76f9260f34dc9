import { Button, VisuallyHidden } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { formatNumber } from '../../../../shared/format/money.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { useReadOnly } from '../../../lib/use-session.ts';
import { formAmount } from './form-money.ts';
import styles from './issue-form.module.css';

const t = texts.documents.form;

type Totals = Readonly<Record<string, unknown>>;

const numberAt = (totals: Totals, name: string): number | null => {
  const value = totals[name];
  return typeof value === 'number' ? value : null;
};

interface Amount {
  readonly name: string;
  readonly amount: number;
}

/** The parts of the total that are there, and what other taxes make up the rest. */
export const amountsOf = (totals: Totals): readonly Amount[] => {
  const rate = numberAt(totals, 'TasaIVA');
  const parts = [
    { name: t.totals.MntNeto, amount: numberAt(totals, 'MntNeto') },
    { name: t.totals.MntExe, amount: numberAt(totals, 'MntExe') },
    { name: t.totals.IVA(rate === null ? '' : formatNumber(rate)), amount: numberAt(totals, 'IVA') },
  ].filter((part): part is Amount => part.amount !== null && part.amount !== 0);
  const total = numberAt(totals, 'MntTotal');
  const other = total === null ? 0 : total - parts.reduce((sum, part) => sum + part.amount, 0);
  const notInvoiced = numberAt(totals, 'MontoNF');
  return [
    ...parts,
    ...(other === 0 ? [] : [{ name: t.totals.other, amount: other }]),
    ...(notInvoiced === null || notInvoiced === 0 ? [] : [{ name: t.totals.MontoNF, amount: notInvoiced }]),
  ];
};

interface TotalsBarProps {
  readonly totals: Totals;
  /** Of the currency. */
  readonly sign: string;
  readonly issues: number;
  readonly submitting: boolean;
  readonly locked: boolean;
  readonly outOfFolios: boolean;
}

/** The totals while typing, and the button that issues: always in sight at the foot of the form. */
export const TotalsBar = ({ totals, sign, issues, submitting, locked, outOfFolios }: TotalsBarProps) => {
  const total = numberAt(totals, 'MntTotal') ?? 0;
  const isDamaged = useReadOnly();
  const obstacle = isDamaged ? t.readOnly : locked ? t.locked : outOfFolios ? t.noFolios : null;
  return (
    <section className={styles['totals']} aria-label={t.totals.title} data-sticky-foot>
      <dl data-testid="issue-totals">
        {amountsOf(totals).map((part) => (
          <div key={part.name}>
            <dt>{part.name}</dt>
            <dd>{formAmount(sign, part.amount)}</dd>
          </div>
        ))}
        <div className={styles['grand']}>
          <dt>{t.totals.MntTotal}</dt>
          <dd data-testid="issue-total">{formAmount(sign, total)}</dd>
        </div>
      </dl>
      <VisuallyHidden aria-live="polite">{t.totals.live(formAmount(sign, total))}</VisuallyHidden>
      <div className={styles['after']}>
        {issues > 0 || obstacle !== null ? (
          <span className={styles['problem']} role="status" data-testid="issue-problem">
            {obstacle ?? t.issueCount(issues)}
          </span>
        ) : (
          t.after
        )}
      </div>
      <Button
        type="submit"
        size="md"
        leftSection={<IconSend size={18} aria-hidden />}
        loading={submitting}
        disabled={obstacle !== null}
        data-testid="issue-submit"
      >
        {submitting ? t.submitting : t.submit}
      </Button>
    </section>
  );
};
