import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { May } from '../../components/may.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.practice.leave;

/** The way from Práctica to the person's own company. What was practised is set aside, never mixed and never deleted. */
export const LeavePractice = () => {
  const [asking, setAsking] = useState(false);
  return (
    <May channel="setup.leavePractice">
      <div className={styles['leave']}>
        <div>
          <h3 className={styles['leaveTitle']}>{t.title}</h3>
          <Text size="sm" c="dimmed">
            {t.text}
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<IconBuildingStore size={17} aria-hidden />}
          onClick={() => setAsking(true)}
          data-testid="leave-practice"
        >
          {t.action}
        </Button>
      </div>
      {asking && <Question onClose={() => setAsking(false)} />}
    </May>
  );
};

const Question = ({ onClose }: { readonly onClose: () => void }) => {
  const leave = useAction('setup.leavePractice');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.question}
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
            {t.stay}
          </Button>
          <Button
            // The window is opened anew by main once this is answered.
            loading={leave.isPending || leave.isSuccess}
            onClick={() => leave.mutate({}, { onError: notifyFailed })}
            data-testid="leave-practice-confirm"
          >
            {t.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
