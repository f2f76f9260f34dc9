import { Anchor, Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { formatTotal } from '../../../shared/format/money.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { documentName } from '../../lib/text.ts';
import styles from './home.module.css';

const t = texts.home.attention;

/** What needs the person, with what happened and what can be done. */
export const AttentionCard = ({ rows }: { readonly rows: readonly QueueRow[] }) => (
  <Card
    title={t.title}
    action={rows.length > 0 ? <Anchor href={addressOf('cola')}>{t.all}</Anchor> : undefined}
  >
    {rows.length === 0 ? (
      <div className={styles['good']}>
        <IconCircleCheck size={26} stroke={1.6} aria-hidden />
        <div>
          <strong>{t.none}</strong>
          {t.noneText}
        </div>
      </div>
    ) : (
      <ul className={styles['list']}>
        {rows.map((row) => (
          <AttentionItem key={row.id} row={row} />
        ))}
      </ul>
    )}
  </Card>
);

const AttentionItem = ({ row }: { readonly row: QueueRow }) => {
  const error = row.error === null ? null : texts.sendErrors[row.error.code];
  const said = row.hold === null ? error : { what: t.held(row.hold.by), youCan: t.heldYouCan };
  return (
    <li className={styles['item']}>
      <div className={styles['grow']}>
        <div className={styles['line']}>
          <span className={styles['name']}>{documentName(row)}</span>
          <span className={`${styles['small']} ${styles['ellipsis']}`} title={row.receptorName}>
            · {row.receptorName}
          </span>
          <span className={styles['small']}>· {formatTotal(row)}</span>
        </div>
        <div>{said?.what ?? texts.siiStates[row.siiState].meaning}</div>
        <div className={styles['small']}>{said?.youCan ?? texts.queueStates[row.queueState].meaning}</div>
      </div>
      <Button
        component="a"
        variant="default"
        size="xs"
        href={addressOf('cola', 'ver', row.id)}
        aria-label={texts.documents.detail.open(documentName(row))}
      >
        {texts.common.open}
      </Button>
    </li>
  );
};
