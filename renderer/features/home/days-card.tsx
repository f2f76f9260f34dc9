import { Button, VisuallyHidden } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import styles from './days-card.module.css';

const t = texts.home.days;
type Day = Output<'home.trends'>['days'][number];

/** What was issued in the last thirty days, as bars or as the table that says the same. */
export const DaysCard = ({ days }: { readonly days: readonly Day[] }) => {
  const [asTable, setAsTable] = useState(false);
  const sum = (name: 'issued' | 'accepted') => days.reduce((total, day) => total + day[name], 0);
  const empty = sum('issued') === 0;
  return (
    <Card
      title={t.title}
      text={empty ? t.empty : t.total(formatNumber(sum('issued')), formatNumber(sum('accepted')))}
      action={
        empty ? undefined : (
          <Button
            variant="subtle"
            size="xs"
            leftSection={
              asTable ? <IconChartBar size={15} aria-hidden /> : <IconTable size={15} aria-hidden />
            }
            onClick={() => setAsTable(!asTable)}
            data-testid="days-as"
          >
            {asTable ? t.graph : t.table}
          </Button>
        )
      }
    >
      {asTable ? <DaysTable days={days} /> : <Bars days={days} />}
    </Card>
  );
};

/** A person who looks sees bars; a person who listens hears one sentence a day. */
const Bars = ({ days }: { readonly days: readonly Day[] }) => {
  const most = Math.max(1, ...days.map(({ issued }) => issued));
  const first = days[0];
  const last = days.at(-1);
  return (
    <div data-testid="days-strip">
      <ul className={styles['bars']} aria-label={t.chart}>
        {days.map((day) => (
          <li key={day.date} title={barText(day)}>
            <VisuallyHidden>{barText(day)}</VisuallyHidden>
            <span
              className={styles['bar']}
              style={{ height: `${(day.issued / most) * 100}%` }}
              data-empty={day.issued === 0}
              aria-hidden
            >
              <span className={styles['failed']} style={{ flexGrow: day.failed }} />
              <span
                className={styles['waiting']}
                style={{ flexGrow: Math.max(0, day.issued - day.accepted - day.failed) }}
              />
              <span className={styles['accepted']} style={{ flexGrow: day.accepted }} />
            </span>
          </li>
        ))}
      </ul>
      <div className={styles['ends']} aria-hidden>
        <span>{first && shortDay(first.date)}</span>
        <span className={styles['legend']}>
          <i className={styles['accepted']} /> {t.accepted}
          <i className={styles['waiting']} /> {t.onTheWay}
          <i className={styles['failed']} /> {t.failed}
        </span>
        <span>{last && shortDay(last.date)}</span>
      </div>
    </div>
  );
};

const shortDay = (date: string): string => formatDate(date).slice(0, 5);

const barText = ({ date, issued, accepted, failed }: Day): string =>
  [t.bar(formatDate(date), issued, accepted), ...(failed > 0 ? [t.withFailed(failed)] : [])].join(', ');

/** Newest first, and only the days that have something. */
const DaysTable = ({ days }: { readonly days: readonly Day[] }) => (
  <div className={styles['scroll']}>
    <table className={styles['table']} aria-label={t.caption}>
      <thead>
        <tr>
          <th scope="col">{t.day}</th>
          <th scope="col">{t.issued}</th>
          <th scope="col">{t.accepted}</th>
          <th scope="col">{t.failed}</th>
        </tr>
      </thead>
      <tbody>
        {days
          .filter(({ issued }) => issued > 0)
          .toReversed()
          .map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatDate(day.date)}</th>
              <td>{formatNumber(day.issued)}</td>
              <td>{formatNumber(day.accepted)}</td>
              <td>{formatNumber(day.failed)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);
