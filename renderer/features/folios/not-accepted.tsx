import { Anchor, Text } from '@mantine/core';
import type { FolioReportView } from '../../../shared/ipc/folios.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { addressOf } from '../../lib/route.ts';
import styles from './folios.module.css';

const t = texts.folios;

/** Documents whose folio the SII does not hold as used, and where they are. */
export const NotAccepted = ({ report: { rejected, abandoned } }: { readonly report: FolioReportView }) => {
  if (rejected + abandoned === 0) return null;
  return (
    <div className={styles['block']}>
      <p className={styles['links']}>
        {rejected > 0 && <Anchor href={`${addressOf('cola')}?vista=person`}>{t.rejected(rejected)}</Anchor>}
        {abandoned > 0 && (
          <Anchor href={`${addressOf('cola')}?vista=abandoned`}>{t.abandoned(abandoned)}</Anchor>
        )}
      </p>
      <Text size="sm" c="dimmed">
        {t.notAcceptedText}
      </Text>
    </div>
  );
};
