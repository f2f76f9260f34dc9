import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { typeName } from '../../lib/text.ts';
import { Figures } from './figures.tsx';
import { LostList } from './lost-list.tsx';
import styles from './restore.module.css';
import type { RestoreReport } from './restored.ts';
import { snapshotMoment } from './snapshot-moment.ts';

const t = texts.restore.report;

/** What a restore found and checked. */
export const ReportFacts = ({ report }: { readonly report: RestoreReport }) => (
  <>
    <div className={styles['spaced']}>
      <Figures
        items={[
          { label: t.documents, value: report.documents, testId: 'report-documents' },
          { label: t.verified, value: report.verified, testId: 'report-verified' },
          { label: t.added, value: report.added },
          { label: t.updated, value: report.updated },
          { label: t.waiting, value: report.waiting, testId: 'report-waiting' },
        ]}
      />
    </div>
    <div className={styles['facts']}>
      <Labelled
        columns={2}
        items={[
          {
            label: t.from,
            value: report.snapshot === null ? t.fromFiles : t.fromSnapshot(snapshotMoment(report.snapshot)),
          },
          { label: texts.restore.review.keys.title, value: t.keys[report.keys] },
        ]}
      />
    </div>
    {report.incomplete > 0 && <p className={styles['note']}>{t.incomplete(report.incomplete)}</p>}
    <LostList lost={report.lost} />
    {report.lastFolios.length > 0 && (
      <>
        <h3 className={styles['subtitle']}>{t.lastFolios}</h3>
        <ul className={styles['chips']}>
          {report.lastFolios.map(({ type, folio }) => (
            <li key={type}>
              {typeName(type)} <strong>{t.folio(formatNumber(folio))}</strong>
            </li>
          ))}
        </ul>
        <p className={styles['note']}>{t.lastFoliosNote}</p>
      </>
    )}
  </>
);
