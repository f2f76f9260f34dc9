import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from './safekeeping.module.css';
import type { PatrolReport } from './use-safekeeping.ts';

const t = texts.safekeeping.patrol;
const NAMED = 5;

/** The files that a round repaired, and those that no copy has whole. */
export const PatrolFiles = ({ report }: { readonly report: PatrolReport }) => (
  <>
    <Files
      title={t.files}
      items={report.damaged.map(({ path, why }) => ({ path, say: t.why[why] }))}
      testId="patrol-damaged"
    />
    <Files
      title={t.repairedList}
      items={report.repaired.map(({ path, where }) => ({ path, say: t.where[where] }))}
      testId="patrol-repaired"
    />
  </>
);

interface FilesProps {
  readonly title: string;
  readonly items: readonly { readonly path: string; readonly say: string }[];
  readonly testId: string;
}

const Files = ({ title, items, testId }: FilesProps) => {
  if (items.length === 0) return null;
  return (
    <div className={styles['block']} data-testid={testId}>
      <h3>{title}</h3>
      <ul className={styles['list']}>
        {items.slice(0, NAMED).map(({ path, say }) => (
          <li key={`${path} ${say}`}>
            <span className={styles['path']}>{path}</span> · {say}
          </li>
        ))}
        {items.length > NAMED && <li>{texts.restore.report.lostMore(formatNumber(items.length - NAMED))}</li>}
      </ul>
    </div>
  );
};
