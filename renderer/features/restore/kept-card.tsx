import { Button, Group, Modal } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { useApi } from '../../lib/use-api.ts';
import { momentOfKept } from './kept-name.ts';
import styles from './restore.module.css';

const t = texts.restore.kept;

/** What this computer had before each restore, one click away. */
export const KeptCard = ({ onRevert }: { readonly onRevert: (name: string) => void }) => {
  const query = useApi('restore.kept', {});
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Card title={t.title} text={t.text}>
      <Async query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles['soft']}>{t.empty}</p>
          ) : (
            <ul className={styles['rows']}>
              {items.map(({ name, size }) => {
                const said = t.name(momentOfKept(name));
                return (
                  <li key={name} data-testid="kept-row">
                    <strong>{said}</strong>
                    <span className={styles['soft']}>{formatBytes(size)}</span>
                    <Button
                      variant="default"
                      size="xs"
                      ml="auto"
                      leftSection={<IconArrowBackUp size={15} aria-hidden />}
                      aria-label={t.revertLabel(said)}
                      onClick={() => setAsked(name)}
                      data-testid="kept-revert"
                    >
                      {t.revert}
                    </Button>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Async>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t.confirmTitle}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <p className={styles['modalText']}>
          {asked !== null && <strong>{t.name(momentOfKept(asked))}</strong>}
          <br />
          {t.confirmText}
        </p>
        <Group justify="flex-end" mt={20}>
          <Button variant="default" onClick={() => setAsked(null)}>
            {texts.common.cancel}
          </Button>
          <Button
            onClick={() => {
              if (asked !== null) onRevert(asked);
              setAsked(null);
            }}
            data-testid="kept-confirm"
          >
            {t.confirm}
          </Button>
        </Group>
      </Modal>
    </Card>
  );
};
