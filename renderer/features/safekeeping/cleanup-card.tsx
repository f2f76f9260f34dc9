import { Button, Group, Modal, Switch } from '@mantine/core';
import { IconArchive, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate, formatInstant } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { documentName } from '../../lib/text.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { CardState } from './card-state.tsx';
import { Facts } from './facts.tsx';

const t = texts.safekeeping.cleanup;
type View = Output<'cleanup.get'>;

/** The optional clean-up: what it would take away, and nothing before a person has seen and confirmed it once. */
export const CleanupCard = () => {
  const query = useApi('cleanup.get', {});
  const set = useAction('cleanup.set');
  const again = () => void query.refetch();
  return (
    <Card title={t.title} text={t.text}>
      <Async query={query} rows={3}>
        {(view) => (
          <>
            <Switch
              mt={4}
              mb={16}
              styles={{ description: { fontSize: 13.5 } }}
              label={t.toggle}
              description={t.never}
              checked={view.enabled}
              disabled={set.isPending}
              onChange={(event) =>
                set.mutate(
                  { enabled: event.currentTarget.checked },
                  { onError: notifyFailed, onSettled: again },
                )
              }
              data-testid="cleanup-toggle"
            />
            <Plan view={view} />
            {view.last !== null && (
              <Facts
                items={[
                  { label: t.last, value: formatInstant(view.last.at) },
                  {
                    label: view.confirmed === null ? t.done : t.confirmedBy(view.confirmed.by),
                    value: t.doneText(formatNumber(view.last.documents), formatBytes(view.last.bytes)),
                  },
                ]}
              />
            )}
            {view.enabled && view.plan.documents > 0 && <Confirm view={view} onDone={again} />}
          </>
        )}
      </Async>
    </Card>
  );
};

const Plan = ({ view: { enabled, plan, keptFrom } }: { readonly view: View }) => {
  if (!enabled)
    return <CardState icon={IconClock} tone="neutral" title={t.off} text={t.offText} testId="cleanup-plan" />;
  if (plan.documents === 0)
    return (
      <CardState
        icon={IconCircleCheck}
        tone="ok"
        title={t.nothing}
        text={t.nothingText(formatDate(keptFrom))}
        testId="cleanup-plan"
      />
    );
  return (
    <CardState
      icon={IconArchive}
      tone="info"
      title={t.plan(formatNumber(plan.documents), formatNumber(plan.files), formatBytes(plan.bytes))}
      text={t.planText(formatDate(plan.lastIssuedOn ?? keptFrom), formatDate(keptFrom))}
      testId="cleanup-plan"
    />
  );
};

const Confirm = ({ view, onDone }: { readonly view: View; readonly onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const run = useAction('cleanup.run');
  const { documents, files, bytes, first } = view.plan;
  return (
    <>
      {view.confirmed === null && <p style={{ margin: '12px 0 0' }}>{t.first}</p>}
      <Button mt={12} variant="light" onClick={() => setOpen(true)} data-testid="cleanup-open">
        {t.run}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.modalTitle}
        closeButtonProps={{ 'aria-label': texts.common.close }}
        centered
      >
        <p>{t.plan(formatNumber(documents), formatNumber(files), formatBytes(bytes))}</p>
        <p>{t.modalText}</p>
        <h3>{t.oldest}</h3>
        <ul data-testid="cleanup-list">
          {first.map((each) => (
            <li key={`${each.type} ${each.folio}`}>
              {documentName(each)} · {formatDate(each.issuedOn)}
            </li>
          ))}
        </ul>
        <Group justify="flex-end" mt={18}>
          <Button variant="default" onClick={() => setOpen(false)}>
            {t.cancel}
          </Button>
          <Button
            loading={run.isPending}
            onClick={() =>
              run.mutate(
                { documents, files },
                {
                  onSuccess: (done) =>
                    notifyDone(t.done, t.doneText(formatNumber(done.documents), formatBytes(done.bytes))),
                  onError: notifyFailed,
                  onSettled: () => {
                    setOpen(false);
                    onDone();
                  },
                },
              )
            }
            data-testid="cleanup-confirm"
          >
            {t.confirm}
          </Button>
        </Group>
      </Modal>
    </>
  );
};
