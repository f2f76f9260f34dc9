import { Button } from '@mantine/core';
import { IconFirstAidKit } from '@tabler/icons-react';
import type { BackupRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { documentName } from '../../lib/text.ts';
import { useAction, usePages } from '../../lib/use-api.ts';
import styles from './safekeeping.module.css';
import { useLookAgain } from './use-safekeeping.ts';

const t = texts.safekeeping.patrol;

/** Documents that are known to be damaged, each with the button that brings it back from whichever copy is whole. */
export const DamagedDocuments = () => {
  const rows = usePages('backups.list', { integrities: ['damaged'] }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div className={styles['block']} data-testid="damaged-documents">
      <h3>{t.damagedTitle}</h3>
      <p className={styles['soft']}>{t.damagedText}</p>
      <ul className={styles['rows']}>
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{documentName(row)}</strong>
            <span className={styles['soft']}>{row.receptorName}</span>
            <RepairButton row={row} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const RepairButton = ({ row }: { readonly row: BackupRow }) => {
  const repair = useAction('restore.document');
  const lookAgain = useLookAgain();
  const name = documentName(row);
  return (
    <Button
      size="xs"
      variant="light"
      ml="auto"
      style={{ flex: 'none' }}
      leftSection={<IconFirstAidKit size={15} aria-hidden />}
      aria-label={t.repairLabel(name)}
      loading={repair.isPending}
      onClick={() =>
        repair.mutate(
          { id: row.id },
          {
            onSuccess: ({ repaired }) =>
              repaired > 0 ? notifyDone(t.repairDone(name)) : notifyProblem(t.repairNone, t.repairNoneText),
            onError: notifyFailed,
            onSettled: lookAgain,
          },
        )
      }
      data-testid={`repair-${row.type}-${row.folio}`}
    >
      {t.repair}
    </Button>
  );
};
