import { Anchor, Text } from '@mantine/core';
import { formatTotal } from '../../../shared/format/money.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { DocumentRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { DocumentPill } from '../../components/state-pills.tsx';
import { addressOf } from '../../lib/route.ts';
import { documentName } from '../../lib/text.ts';
import styles from './home.module.css';

const t = texts.home.recent;

/** The documents issued last. */
export const RecentCard = ({ rows }: { readonly rows: readonly DocumentRow[] }) => (
  <Card
    title={t.title}
    action={rows.length > 0 ? <Anchor href={addressOf('documentos')}>{t.all}</Anchor> : undefined}
  >
    {rows.length === 0 && <Text c="dimmed">{t.none}</Text>}
    <ul className={styles['list']}>
      {rows.map((row) => (
        <li key={row.id} className={styles['item']}>
          <div className={styles['grow']}>
            <a className={styles['name']} href={addressOf('documentos', 'ver', row.id)}>
              {documentName(row)}
            </a>
            <div className={`${styles['small']} ${styles['line']}`}>
              <span className={styles['ellipsis']} title={row.receptorName}>
                {row.receptorName}
              </span>
              <span>· {formatInstant(row.createdAt)}</span>
            </div>
          </div>
          <div className={styles['end']}>
            <span className={styles['amount']}>{formatTotal(row)}</span>
            <DocumentPill document={row} />
          </div>
        </li>
      ))}
    </ul>
  </Card>
);
