import { Stack, Switch } from '@mantine/core';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';
import styles from './settings.module.css';
import { ZoneNote } from './zone-note.tsx';

const t = texts.presence.settings;
type View = Output<'presence.get'>;
type Choice = 'closeToTray' | 'startWithSystem' | 'noticeTrouble' | 'noticeGood';

/** What the program does outside of its window: the tray, the start of the system, its notices. */
export const PresenceSection = () => {
  const query = useApi('presence.get', {});
  return (
    <Card title={t.section} text={t.text}>
      <Async query={query} rows={4}>
        {(view) => <Choices view={view} />}
      </Async>
    </Card>
  );
};

const Choices = ({ view }: { readonly view: View }) => {
  const set = useAction('presence.set');
  const row = (name: Choice, available: boolean, hint: string) => (
    <Switch
      label={t[name]}
      description={hint}
      checked={available && view[name]}
      disabled={!available || set.isPending}
      onChange={(event) =>
        set.mutate(
          { [name]: event.currentTarget.checked },
          { onSuccess: () => notifyDone(t.saved), onError: notifyFailed },
        )
      }
      data-testid={`presence-${name}`}
    />
  );
  const { trayAvailable: tray, startAvailable: start, noticesAvailable: notices } = view;
  return (
    <>
      <Stack gap={16}>
        {row('closeToTray', tray, tray ? t.closeToTrayHint : t.noTray)}
        {row('startWithSystem', start, start ? t.startHint : t.noStart)}
      </Stack>
      <div className={styles['block']}>
        <h3>{t.notices}</h3>
        <Stack gap={16} mt={12}>
          {row('noticeTrouble', notices, notices ? t.noticeTroubleHint : t.noNotices)}
          {row('noticeGood', notices, notices ? t.noticeGoodHint : t.noNotices)}
        </Stack>
      </div>
      <ZoneNote />
    </>
  );
};
