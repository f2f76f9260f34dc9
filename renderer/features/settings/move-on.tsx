import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { May } from '../../components/may.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.moveOn;

type From = keyof typeof t.from;

/** The way from a test to the next environment. What was tried is set aside, never mixed and never deleted. */
export const MoveOn = ({ from }: { readonly from: From }) => {
  const [asking, setAsking] = useState(false);
  return (
    <May channel="setup.moveOn">
      <div className={styles['leave']}>
        <div>
          <h3 className={styles['leaveTitle']}>{t.from[from].title}</h3>
          <Text size="sm" c="dimmed">
            {t.from[from].text}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<IconBuildingStore size={17} aria-hidden />}
          onClick={() => setAsking(true)}
          data-testid="move-on"
        >
          {t.from[from].action}
        </Button>
      </div>
      {asking && <Question from={from} onClose={() => setAsking(false)} />}
    </May>
  );
};

const Question = ({ from, onClose }: { readonly from: From; readonly onClose: () => void }) => {
  const leave = useAction('setup.moveOn');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.from[from].question}
      size={520}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Stack gap={18}>
        <List size="sm" spacing={8}>
          {t.points.map((point) => (
            <List.Item key={point}>{point}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.from[from].stay}
          </Button>
          <Button
            // The window is opened anew by main once this is answered.
            loading={leave.isPending || leave.isSuccess}
            onClick={() => leave.mutate({}, { onError: notifyFailed })}
            data-testid="move-on-confirm"
          >
            {t.from[from].confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
