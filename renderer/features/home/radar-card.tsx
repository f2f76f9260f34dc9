import { Anchor } from '@mantine/core';
import { IconCalendarCheck } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { addressOf } from '../../lib/route.ts';
import { typeName } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import { type Expiry, expiriesOf } from './expiries.ts';
import styles from './home.module.css';

const t = texts.home.radar;

const nameOf = ({ what }: Expiry): string => {
  switch (what.kind) {
    case 'certificate':
      return t.certificate;
    case 'caf':
      return t.caf(typeName(what.type), formatNumber(what.from), formatNumber(what.to));
    case 'folios':
      return t.folios(typeName(what.type));
  }
};

const endOf = ({ what, days }: Expiry): string => {
  if (what.kind !== 'folios') return t.days(days);
  return what.usable === 0 ? t.out : t.low(days);
};

/** What ends soon: the certificate, and folios by their date or by how fast they are used. */
export const RadarCard = ({ certificateValidTo }: { readonly certificateValidTo: number | null }) => {
  const folios = useApi('folios.report', {});
  const expiries = expiriesOf(folios.data?.items ?? [], certificateValidTo, useNow());
  return (
    <Card
      title={t.title}
      action={expiries.length > 0 ? <Anchor href={addressOf('folios')}>{t.action}</Anchor> : undefined}
    >
      {expiries.length === 0 ? (
        <div className={styles['good']}>
          <IconCalendarCheck size={24} stroke={1.6} aria-hidden />
          <div>{t.none}</div>
        </div>
      ) : (
        <ul className={styles['list']} data-testid="radar">
          {expiries.map((expiry) => (
            <li key={expiry.key} className={styles['folio']}>
              <span>{nameOf(expiry)}</span>
              <span className={styles[expiry.days < 0 ? 'out' : expiry.urgent ? 'low' : 'small']}>
                {endOf(expiry)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};
