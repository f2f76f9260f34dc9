import { Alert, Button, Group, Switch } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconFolder, IconHourglass } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Labelled } from '../../components/labelled.tsx';
import { RelativeTime } from '../../components/list/cells.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { call } from '../../lib/api.ts';
import { documentName, errorText } from '../../lib/text.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.intake.inbox;
type Inbox = Output<'intake.inbox'>;

/** The watched folder for drafts of other programs: on or off, where, and what came of the last files. */
export const InboxSection = () => {
  const query = useApi('intake.inbox', {});
  return (
    <Card title={t.section} text={t.text}>
      <Async query={query} rows={3}>
        {(inbox) => (
          <>
            <Place inbox={inbox} />
            <Recent inbox={inbox} />
          </>
        )}
      </Async>
    </Card>
  );
};

const Place = ({ inbox }: { readonly inbox: Inbox }) => {
  const save = useAction('intake.setInbox');
  const done = { onSuccess: () => notifyDone(t.saved), onError: notifyFailed };
  const choose = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'inbox' });
      return folder === null ? null : call('intake.setInbox', { enabled: true, folder });
    },
    onSuccess: (changed) => {
      if (changed !== null) notifyDone(t.saved);
    },
    onError: notifyFailed,
  });
  const problem = inbox.problem && errorText(inbox.problem as Parameters<typeof errorText>[0]);
  return (
    <>
      <Labelled
        columns={1}
        items={[
          {
            label: t.folder,
            value: (
              <>
                <span className={styles['path']}>{inbox.folder ?? t.none}</span> <State inbox={inbox} />
              </>
            ),
          },
        ]}
      />
      {problem && (
        <Alert color="yellow" mt={14} title={problem.what} icon={<IconHourglass size={18} aria-hidden />}>
          {problem.youCan}
        </Alert>
      )}
      <Group mt={16} gap={18}>
        <Button
          variant="default"
          leftSection={<IconFolder size={17} aria-hidden />}
          loading={choose.isPending}
          onClick={() => choose.mutate()}
          data-testid="inbox-choose"
        >
          {inbox.folder === null ? t.choose : t.chooseOther}
        </Button>
        <Switch
          label={t.enabled}
          checked={inbox.enabled}
          disabled={inbox.folder === null || save.isPending}
          onChange={(event) =>
            save.mutate({ enabled: event.currentTarget.checked, folder: inbox.folder }, done)
          }
          data-testid="inbox-enabled"
        />
      </Group>
      <p className={styles['soft']} style={{ margin: '14px 0 0' }}>
        {t.how}
      </p>
    </>
  );
};

const State = ({ inbox }: { readonly inbox: Inbox }) => {
  if (!inbox.enabled)
    return (
      <Pill tone="neutral" icon={IconCircleDashed}>
        {t.off}
      </Pill>
    );
  return inbox.problem === null ? (
    <Pill tone="ok" icon={IconCircleCheck}>
      {t.on}
    </Pill>
  ) : (
    <Pill tone="wait" icon={IconHourglass}>
      {t.waiting}
    </Pill>
  );
};

const Recent = ({ inbox }: { readonly inbox: Inbox }) => {
  if (inbox.folder === null) return null;
  const { issued = 0, failed = 0 } = inbox.counts;
  return (
    <div className={styles['block']} data-testid="inbox-recent">
      <h3>{t.recent}</h3>
      <p className={styles['soft']}>
        {inbox.recent.length === 0 ? t.empty : t.counts(formatNumber(issued), formatNumber(failed))}
      </p>
      {inbox.recent.length > 0 && (
        <table className={styles['table']} aria-label={t.caption}>
          <thead>
            <tr>
              <th scope="col">{t.file}</th>
              <th scope="col">{t.when}</th>
              <th scope="col">{t.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {inbox.recent.map((file) => (
              <tr key={file.id}>
                <td className={styles['path']}>{file.name}</td>
                <td>
                  <RelativeTime at={file.takenAt} />
                </td>
                <td>{outcomeText(file)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};

const outcomeText = ({ outcome, type, folio, siiState, error }: Inbox['recent'][number]): string => {
  if (error !== null)
    return `${texts.intake.outcomes.failed}: ${errorText(error as Parameters<typeof errorText>[0]).what}`;
  const document = type !== null && folio !== null ? documentName({ type, folio }) : '';
  const state = siiState === null ? '' : ` · ${texts.siiStates[siiState].name}`;
  return outcome === 'duplicate' ? `${texts.intake.outcomes.duplicate}: ${document}` : `${document}${state}`;
};
