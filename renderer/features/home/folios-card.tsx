import { Text } from '@mantine/core';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { typeName } from '../../lib/text.ts';
import styles from './home.module.css';

const t = texts.home.folios;

/** Fewer than this and it is time to ask the SII for more: it may take it a day. */
const FEW = 10;

/** Folios left, type by type. */
export const FoliosCard = ({ folios }: { readonly folios: Output<'home.summary'>['folios'] }) => (
  <Card title={t.title}>
    {folios.length === 0 && <Text c="dimmed">{t.none}</Text>}
    <ul className={styles['list']}>
      {folios.map(({ type, left }) => (
        <li key={type} className={styles['folio']}>
          <span>{typeName(type)}</span>
          <span className={left === 0 ? styles['out'] : left < FEW ? styles['low'] : styles['small']}>
            {left === 0 ? t.out : t.left(formatNumber(left))}
            {left > 0 && left < FEW && ` · ${t.low}`}
          </span>
        </li>
      ))}
    </ul>
  </Card>
);
