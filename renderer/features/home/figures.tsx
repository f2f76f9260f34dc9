import { formatClp, formatNumber } from '../../../shared/format/money.ts';
import { formatRelative } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { useNow } from '../../lib/use-now.ts';
import styles from './home.module.css';

const t = texts.home.cards;

/** Four numbers: issued and accepted today, on their way, backed up. */
export const Figures = ({ summary }: { readonly summary: Output<'home.summary'> }) => {
  const now = useNow();
  const { today, counts, lastVerifiedAt } = summary;
  const figures = [
    { label: t.today, value: today.issued, note: t.todayAmount(formatClp(today.amount)) },
    { label: t.accepted, value: today.accepted, note: t.acceptedOf(today.issued) },
    {
      label: t.onTheWay,
      value: counts.received + counts.pending + counts.uncertain,
      note: t.onTheWayParts(counts.received, counts.pending, counts.uncertain),
    },
    {
      label: t.backedUp,
      value: counts.backedUp,
      note: lastVerifiedAt === null ? t.notVerified : t.verifiedAt(formatRelative(lastVerifiedAt, now)),
    },
  ];
  return (
    <div className={styles['figures']}>
      {figures.map((figure) => (
        <Card key={figure.label}>
          <dl className={styles['figure']} style={{ margin: 0 }}>
            <dt>{figure.label}</dt>
            <dd>
              <div className={styles['number']}>{formatNumber(figure.value)}</div>
              <div className={styles['small']}>{figure.note}</div>
            </dd>
          </dl>
        </Card>
      ))}
    </div>
  );
};
