import { IconAlertTriangle, IconPackage } from '@tabler/icons-react';
import { formatRut } from '../../../shared/domain/rut.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate, formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { CardState } from '../safekeeping/card-state.tsx';
import type { Contents } from './contents.ts';
import { Figures } from './figures.tsx';
import { Headline } from './headline.tsx';
import styles from './restore.module.css';

const t = texts.restore.review;

const titleOf = ({ documents, companies }: Contents): string => {
  if (documents === 0) return t.foundNone;
  if (documents === 1 && companies.length === 1) return t.foundOne;
  return t.found(formatNumber(documents), companies.length);
};

/** What a backup holds, whose it is, what it would change, and what becomes of the keys. */
export const FoundCard = ({ contents, first }: { readonly contents: Contents; readonly first: boolean }) => {
  const { documents, bytes, lastAt, keys, folder, damaged, manifest, changes, queue } = contents;
  const when = lastAt === null ? '' : t.lastAt(formatInstant(lastAt));
  return (
    <Card>
      <Headline
        icon={IconPackage}
        tone="info"
        title={titleOf(contents)}
        text={[when, formatBytes(bytes)].filter(Boolean).join(' · ')}
        testId="restore-found"
      />
      {(damaged > 0 || manifest !== 'whole') && (
        <div className={styles['spaced']}>
          <CardState
            icon={IconAlertTriangle}
            tone="wait"
            title={damaged > 0 ? t.damaged(damaged) : t.manifestTitle}
            text={manifest !== 'whole' && t.manifest[manifest]}
            testId="restore-damaged"
          />
        </div>
      )}
      <h3 className={styles['subtitle']}>{t.changes}</h3>
      <Figures
        items={[
          { label: t.added, value: changes.added, testId: 'change-added' },
          { label: t.kept, value: changes.kept },
          ...(first ? [] : [{ label: t.onlyHere, value: changes.onlyHere }]),
          { label: t.overwritten, value: changes.overwritten, testId: 'change-overwritten' },
        ]}
      />
      {documents > 0 && (
        <>
          <h3 className={styles['subtitle']}>{t.queue}</h3>
          <Figures
            items={[
              { label: t.queueDone, value: queue.success },
              { label: t.queuePending, value: queue.pending + queue.retrying },
              { label: t.queuePerson, value: queue.needs_person },
              { label: t.queueAbandoned, value: queue.abandoned },
            ]}
          />
          {queue.pending + queue.retrying > 0 && <p className={styles['note']}>{t.askFirst}</p>}
        </>
      )}
      <h3 className={styles['subtitle']}>{t.companies}</h3>
      <ul className={styles['list']}>
        {contents.companies.map((company) => (
          <li key={`${company.rut} ${company.environment}`}>
            <strong>{company.name}</strong> {formatRut(company.rut)} ·{' '}
            {texts.environments[company.environment]} ·{' '}
            {t.companyDocuments(company.documents, formatNumber(company.documents))}
            {company.lastIssuedOn !== null && `, ${t.companyLast(formatDate(company.lastIssuedOn))}`}
          </li>
        ))}
      </ul>
      <div className={styles['facts']}>
        <Labelled
          columns={2}
          items={[
            { label: t.keys.title, value: t.keys[keys] },
            { label: t.folder, value: <span className={styles['path']}>{folder}</span> },
          ]}
        />
      </div>
    </Card>
  );
};
