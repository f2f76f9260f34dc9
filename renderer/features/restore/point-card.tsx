import { Radio, Select } from '@mantine/core';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import type { Contents, Point } from './contents.ts';
import { RadioCard } from './radio-card.tsx';
import styles from './restore.module.css';

const t = texts.restore.review;

interface PointCardProps {
  readonly contents: Contents;
  readonly point: Point;
  readonly onPoint: (point: Point) => void;
}

/** From which moment: the newest of all, a snapshot of before, or the files alone. */
export const PointCard = ({ contents: { snapshots }, point, onPoint }: PointCardProps) => {
  const kind = point === 'latest' || point === 'files' ? point : 'snapshot';
  const [newest] = snapshots;
  return (
    <Card>
      <Radio.Group
        label={<span className={styles['question']}>{t.point}</span>}
        value={kind}
        onChange={(value) =>
          onPoint(value === 'snapshot' ? (newest?.path ?? 'latest') : (value as 'latest' | 'files'))
        }
      >
        <div className={styles['options']}>
          <RadioCard value="latest" title={t.latest} text={t.latestText} testId="point-latest" />
          <RadioCard
            value="snapshot"
            title={t.snapshot}
            text={newest === undefined ? t.noSnapshots : t.snapshotText}
            disabled={newest === undefined}
            testId="point-snapshot"
          >
            {kind === 'snapshot' && (
              <Select
                mt={10}
                ml={32}
                w={380}
                aria-label={t.snapshotLabel}
                allowDeselect={false}
                value={point}
                data={snapshots.map((each) => ({
                  value: each.path,
                  label: t.snapshotOption(formatInstant(each.at), formatNumber(each.documents)),
                }))}
                onChange={(path) => path !== null && onPoint(path)}
                data-testid="point-snapshots"
              />
            )}
          </RadioCard>
          <RadioCard value="files" title={t.files} text={t.filesText} testId="point-files" />
        </div>
      </Radio.Group>
    </Card>
  );
};
