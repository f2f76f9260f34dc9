import { Radio } from '@mantine/core';
import { companyKey } from '../../../shared/domain/company-key.ts';
import { formatRut } from '../../../shared/domain/rut.ts';
import { eligible } from '../../../shared/domain/working-company.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import type { Contents } from './contents.ts';
import { RadioCard } from './radio-card.tsx';
import styles from './restore.module.css';

const t = texts.companies.restore;

interface CompanyCardProps {
  readonly companies: Contents['companies'];
  /** Whom the program works for now; null in an empty profile. */
  readonly now: string | null;
  readonly company: string | null;
  readonly onCompany: (company: string) => void;
}

/** Where a folder has several companies: which one is worked for afterwards. */
export const CompanyCard = ({ companies, now, company, onCompany }: CompanyCardProps) => {
  const may = eligible(companies);
  return (
    <Card>
      <Radio.Group
        label={<span className={styles['question']}>{t.question}</span>}
        value={company}
        onChange={onCompany}
        data-testid="restore-company"
      >
        <p className={styles['explained']}>{t.text}</p>
        <div className={styles['options']}>
          {companies.map((each) => {
            const key = companyKey(each);
            return (
              <RadioCard
                key={key}
                value={key}
                title={each.name}
                text={[
                  formatRut(each.rut),
                  texts.environments[each.environment],
                  ...(key === now ? [t.same] : []),
                  ...(may.includes(each) ? [] : [t.practice]),
                ].join(' · ')}
                disabled={!may.includes(each)}
                testId={`restore-company-${key}`}
              />
            );
          })}
        </div>
      </Radio.Group>
    </Card>
  );
};

/** Whom it is at first: the one of now, else the one with the newest document. */
export const likelyCompany = (companies: Contents['companies'], now: string | null): string | null => {
  const may = [...eligible(companies)].sort((one, other) =>
    (other.lastIssuedOn ?? '').localeCompare(one.lastIssuedOn ?? ''),
  );
  const found = may.find((each) => companyKey(each) === now) ?? may[0];
  return found === undefined ? null : companyKey(found);
};
