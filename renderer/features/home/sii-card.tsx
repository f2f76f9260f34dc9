import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockExclamation,
} from '@tabler/icons-react';
import type { SiiDay } from '../../../shared/domain/home.ts';
import { formatDate } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import type { Tone } from '../../components/tone.ts';
import styles from './sii-card.module.css';

const t = texts.home.sii;
type Day = Output<'home.trends'>['sii'][number];

const LOOKS: Record<SiiDay, { readonly tone: Tone; readonly icon: Icon }> = {
  none: { tone: 'neutral', icon: IconCircleDashed },
  up: { tone: 'ok', icon: IconCircleCheck },
  slow: { tone: 'wait', icon: IconClockExclamation },
  unsteady: { tone: 'wait', icon: IconAlertTriangle },
  down: { tone: 'bad', icon: IconCircleX },
};

/** How the SII has been lately, day by day, in words. */
export const SiiCard = ({ days }: { readonly days: readonly Day[] }) => (
  <Card title={t.title} text={t.text}>
    <ul className={styles['days']} aria-label={t.caption} data-testid="sii-days">
      {days.toReversed().map((day, index) => (
        <DayItem key={day.date} day={day} today={index === 0} />
      ))}
    </ul>
  </Card>
);

const DayItem = ({ day, today }: { readonly day: Day; readonly today: boolean }) => {
  const { tone, icon: DayIcon } = LOOKS[day.verdict];
  const counts = day.attempts === 0 ? t.meaning[day.verdict] : t.attempts(day.attempts, day.unanswered);
  return (
    <li data-verdict={day.verdict}>
      <span className={styles['date']}>{today ? t.today : formatDate(day.date).slice(0, 5)}</span>
      <span className={styles['verdict']} data-tone={tone} title={t.meaning[day.verdict]}>
        <DayIcon size={16} stroke={1.9} aria-hidden />
        {t.verdicts[day.verdict]}
      </span>
      <span className={styles['counts']}>{counts}</span>
    </li>
  );
};
