import { Anchor, Text } from '@mantine/core';
import { formatNumber } from '../../../shared/format/money.ts';
import { daysUntil, formatDate, localDate } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './home.module.css';

const t = texts.home.certificate;
/** Renewing takes days with some providers. */
const SOON = 30;

/** Until when the certificate holds, and a warning in time. */
export const CertificateCard = ({ validTo }: { readonly validTo: number | null }) => {
  const now = useNow();
  return (
    <Card title={t.title} action={<Anchor href={addressOf('folios')}>{t.manage}</Anchor>}>
      {validTo === null ? (
        <Text className={styles['low'] ?? ''}>{t.missing}</Text>
      ) : (
        <Validity validTo={validTo} days={validTo <= now ? -1 : daysUntil(localDate(validTo), now)} />
      )}
    </Card>
  );
};

const Validity = ({ validTo, days }: { readonly validTo: number; readonly days: number }) => {
  if (days < 0) return <Text className={styles['out'] ?? ''}>{t.expired}</Text>;
  return (
    <>
      <Text>{t.validTo(formatDate(localDate(validTo)))}</Text>
      <Text size="sm" className={days <= SOON ? (styles['low'] ?? '') : (styles['small'] ?? '')}>
        {t.days(formatNumber(days))}
        {days <= SOON && ` · ${t.soon}`}
      </Text>
    </>
  );
};
