import { Button, Group, List, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { May } from '../../components/may.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import type { ListedCompany } from './use-companies.ts';

const t = texts.companies.workFor;

interface WorkForProps {
  readonly company: ListedCompany;
  readonly working: ListedCompany;
}

/** Makes another company the one that is worked for, once a person knows what that means. */
export const WorkFor = ({ company, working }: WorkForProps) => {
  const [asking, setAsking] = useState(false);
  if (!company.eligible) return null;
  return (
    <May channel="companies.workFor">
      <Button variant="default" size="sm" onClick={() => setAsking(true)} data-testid="work-for">
        {t.action(company.name)}
      </Button>
      {asking && <Question company={company} working={working} onClose={() => setAsking(false)} />}
    </May>
  );
};

const Question = ({ company, working, onClose }: WorkForProps & { readonly onClose: () => void }) => {
  const change = useAction('companies.workFor');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t.question(company.name)}
      size={520}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Stack gap={18}>
        <List size="sm" spacing={8}>
          {t.points(company.name, working.name).map((point) => (
            <List.Item key={point}>{point}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.stay}
          </Button>
          <Button
            // The window is opened anew by main once this is answered.
            loading={change.isPending || change.isSuccess}
            onClick={() => change.mutate({ company: company.company }, { onError: notifyFailed })}
            data-testid="work-for-confirm"
          >
            {t.action(company.name)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
