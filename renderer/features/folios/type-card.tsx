import { ActionIcon, Menu, Progress, Text, VisuallyHidden } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconDots,
  IconHourglass,
} from '@tabler/icons-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate } from '../../../shared/format/time.ts';
import type { FolioReportView } from '../../../shared/ipc/folios.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../components/hidden-caption.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import type { Tone } from '../../components/tone.ts';
import { typeName } from '../../lib/text.ts';
import styles from './folios.module.css';
import { forecastOf } from './forecast.ts';
import { NotAccepted } from './not-accepted.tsx';
import { SkipModal } from './skip-modal.tsx';
import { UnusedList } from './unused-list.tsx';

const t = texts.folios;

type Range = FolioReportView['ranges'][number];

const STATES: Record<Range['state'], { readonly tone: Tone; readonly icon: Icon }> = {
  in_use: { tone: 'ok', icon: IconCircleCheck },
  waiting: { tone: 'info', icon: IconHourglass },
  used_up: { tone: 'neutral', icon: IconCircleCheck },
  expired: { tone: 'bad', icon: IconCircleX },
};

const FORECAST_ICONS: Partial<Record<Tone, Icon>> = {
  ok: IconCircleCheck,
  wait: IconAlertTriangle,
  bad: IconCircleX,
};

/** The folios of one type: how many, for how long, range by range, and those without a document. */
export const TypeCard = ({ report }: { readonly report: FolioReportView }) => {
  const [skipping, setSkipping] = useState<Range | null>(null);
  const forecast = forecastOf(report);
  const name = typeName(report.type);
  return (
    <Card
      title={name}
      text={report.perDay === null ? t.noPace : t.pace(formatNumber(Math.round(report.perDay * 10) / 10))}
      action={
        <div className={styles['stock']}>
          <strong>{report.usable === 0 ? t.none : t.left(formatNumber(report.usable))}</strong>
          {forecast.text !== null && (
            <Pill tone={forecast.tone} icon={FORECAST_ICONS[forecast.tone] ?? IconClock}>
              {forecast.text}
            </Pill>
          )}
        </div>
      }
    >
      {report.usable === 0 && <Text className={styles['out'] ?? ''}>{t.noneText}</Text>}
      <table className={styles['table']} data-testid={`folios-${report.type}`}>
        <HiddenCaption>{t.caption(name)}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t.range}</th>
            <th scope="col" className={styles['right']}>
              {t.next}
            </th>
            <th scope="col" className={styles['right']}>
              {t.leftColumn}
            </th>
            <th scope="col">{t.authorizedOn}</th>
            <th scope="col">{t.expiresOn}</th>
            <th scope="col">{t.state}</th>
            <th scope="col" className={styles['menu']}>
              <VisuallyHidden>{texts.common.table.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {report.ranges.map((range) => (
            <RangeRow key={range.id} range={range} onSkip={() => setSkipping(range)} />
          ))}
        </tbody>
      </table>
      <UnusedList report={report} />
      <NotAccepted report={report} />
      <SkipModal range={skipping} onClose={() => setSkipping(null)} />
    </Card>
  );
};

const RangeRow = ({ range, onSkip }: { readonly range: Range; readonly onSkip: () => void }) => {
  const { tone, icon } = STATES[range.state];
  const span = `${formatNumber(range.from)} – ${formatNumber(range.to)}`;
  const size = range.to - range.from + 1;
  return (
    <tr data-testid={`caf-row-${range.type}-${range.from}`}>
      <td>
        {span}
        <Progress value={((size - range.left) / size) * 100} size={4} mt={6} maw={150} aria-hidden />
      </td>
      <td className={styles['right']}>{range.left === 0 ? texts.common.none : formatNumber(range.next)}</td>
      <td className={styles['right']}>
        <strong>{formatNumber(range.left)}</strong>
      </td>
      <td>{formatDate(range.authorizedOn)}</td>
      <td>{range.expiresOn === null ? t.never : formatDate(range.expiresOn)}</td>
      <td>
        <Pill tone={tone} icon={icon} hint={t.stateHints[range.state]}>
          {t.states[range.state]}
        </Pill>
      </td>
      <td className={styles['menu']}>
        {range.left > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t.actions(span)}
                data-testid={`caf-actions-${range.type}-${range.from}`}
              >
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onSkip} data-testid="caf-skip">
                {t.skip}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
};
