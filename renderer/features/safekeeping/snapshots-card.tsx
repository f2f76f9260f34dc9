import { Button } from '@mantine/core';
import { IconCamera, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { CardState } from './card-state.tsx';
import styles from './safekeeping.module.css';
import { useLookAgain } from './use-safekeeping.ts';

const t = texts.safekeeping.snapshots;
const SHOWN = 4;

/** Whole copies of the database, opened and checked before they count. */
export const SnapshotsCard = () => {
  const query = useApi('snapshots.list', {});
  return (
    <Card title={t.title} text={t.text}>
      <Async query={query} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <CardState icon={IconClock} tone="neutral" title={t.emptyTitle} text={t.emptyText} />
          ) : (
            <Snapshots items={items} />
          )
        }
      </Async>
      <TakeButton />
    </Card>
  );
};

const TakeButton = () => {
  const take = useAction('snapshots.take');
  const lookAgain = useLookAgain();
  return (
    <Button
      mt={18}
      variant="light"
      leftSection={<IconCamera size={17} aria-hidden />}
      loading={take.isPending}
      onClick={() =>
        take.mutate(
          {},
          {
            onSuccess: ({ documents }) => notifyDone(t.taken(formatNumber(documents))),
            onError: notifyFailed,
            onSettled: lookAgain,
          },
        )
      }
      data-testid="snapshot-take"
    >
      {take.isPending ? t.taking : t.take}
    </Button>
  );
};

const Snapshots = ({ items }: Output<'snapshots.list'>) => {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  const left = items.length - shown.length;
  return (
    <>
      <table className={styles['table']} aria-label={t.caption}>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col" className={styles['right']}>
              {t.documents}
            </th>
            <th scope="col" className={styles['right']}>
              {t.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <tr key={each.path} data-testid="snapshot-row">
              <td>{formatInstant(each.at)}</td>
              <td className={styles['right']}>{formatNumber(each.documents)}</td>
              <td className={styles['right']}>{formatBytes(each.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button variant="subtle" size="compact-sm" mt={8} onClick={() => setAll(true)}>
          {t.more(left)}
        </Button>
      )}
    </>
  );
};
