import { Button, Group } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ErrorValue } from '../../../shared/domain/errors.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Failed } from '../../components/empty.tsx';
import { Card } from '../../components/page.tsx';
import { useApi } from '../../lib/use-api.ts';
import { useCompanies } from '../companies/use-companies.ts';
import { CompanyCard, likelyCompany } from './company-card.tsx';
import type { Point } from './contents.ts';
import { FoundCard } from './found-card.tsx';
import { PointCard } from './point-card.tsx';
import { Problem } from './problem.tsx';
import styles from './restore.module.css';
import { Working } from './working.tsx';

const t = texts.restore.review;
interface ReviewStepProps {
  readonly folder: string;
  readonly first: boolean;
  readonly problem: ErrorValue | null;
  readonly onBack: () => void;
  readonly onRestore: (chosen: { readonly point: Point; readonly company: string | null }) => void;
}

/** Second step: what is there, from which moment, and what would change. Nothing has changed yet. */
export const ReviewStep = ({ folder, first, problem, onBack, onRestore }: ReviewStepProps) => {
  const query = useApi('restore.inspect', { folder });
  const [point, setPoint] = useState<Point>('latest');
  const [company, setCompany] = useState<string | null>(null);
  const now = useCompanies()[0]?.company ?? null;
  const companies = query.data?.companies ?? [];
  const chosen = company ?? likelyCompany(companies, now);
  const back = (
    <Button variant="default" size="md" onClick={onBack} data-testid="restore-again">
      {texts.common.back}
    </Button>
  );
  if (query.error)
    return (
      <Card>
        <Failed error={query.error} onRetry={() => void query.refetch()} />
        {back}
      </Card>
    );
  if (query.data === undefined)
    return (
      <Card>
        <Working icon={IconSearch} title={t.looking} text={t.lookingText} />
      </Card>
    );
  return (
    <>
      {problem !== null && <Problem error={problem} />}
      <FoundCard contents={query.data} first={first} />
      {companies.length > 1 && (
        <CompanyCard companies={companies} now={now} company={chosen} onCompany={setCompany} />
      )}
      <PointCard contents={query.data} point={point} onPoint={setPoint} />
      <Group justify="space-between" align="center" wrap="nowrap">
        {back}
        <Group gap={16} wrap="nowrap" justify="flex-end">
          {!first && <span className={styles['soft']}>{t.keepNow}</span>}
          <Button
            size="md"
            style={{ flex: 'none' }}
            onClick={() => onRestore({ point, company: companies.length > 1 ? chosen : null })}
            data-testid="restore-go"
          >
            {t.go}
          </Button>
        </Group>
      </Group>
    </>
  );
};
