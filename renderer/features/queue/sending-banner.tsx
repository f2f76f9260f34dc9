import { Button } from '@mantine/core';
import { type Icon, IconCloudCheck, IconCloudOff, IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCountdown, formatDay, formatTime } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { May } from '../../components/may.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { useAction } from '../../lib/use-api.ts';
import { EACH_SECOND, useNow } from '../../lib/use-now.ts';
import { type SendingState, useSending } from '../../lib/use-sending.ts';
import styles from './queue.module.css';

const t = texts.queue.sending;

/** What holds the whole queue, if anything does: the SII does not answer, or a person has paused it. */
export const SendingBanner = () => {
  const { data } = useSending();
  switch (data?.state) {
    case 'paused':
      return <Paused sending={data} />;
    case 'waiting':
      return <Waiting sending={data} />;
    case 'trying':
      return (
        <Banner icon={IconCloudCheck} tone="info" title={t.tryingTitle} name="trying">
          <p>{t.tryingText}</p>
        </Banner>
      );
    default:
      return null;
  }
};

interface BannerProps {
  readonly icon: Icon;
  readonly tone: 'wait' | 'info';
  readonly title: string;
  readonly name: SendingState['state'];
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

const Banner = ({ icon: BannerIcon, tone, title, name, action, children }: BannerProps) => (
  <section className={styles['banner']} data-tone={tone} data-testid={`sending-${name}`}>
    <BannerIcon size={28} stroke={1.6} aria-hidden />
    <div>
      <h2 aria-live="polite">{title}</h2>
      {children}
    </div>
    {action}
  </section>
);

const Paused = ({ sending }: { readonly sending: SendingState }) => {
  const now = useNow();
  const resume = useAction('sending.resume');
  const until = sending.pausedUntil ?? now;
  return (
    <Banner
      icon={IconPlayerPause}
      tone="wait"
      name="paused"
      title={t.pausedTitle(formatTime(until), formatDay(until, now))}
      action={
        <May channel="sending.resume">
          <Button
            loading={resume.isPending}
            onClick={() =>
              resume.mutate({}, { onSuccess: () => notifyDone(t.resumed), onError: notifyFailed })
            }
            data-testid="sending-resume"
          >
            {t.resume}
          </Button>
        </May>
      }
    >
      {sending.pauseReason !== null && <p>{t.pausedText(sending.pauseReason)}</p>}
    </Banner>
  );
};

const Waiting = ({ sending }: { readonly sending: SendingState }) => {
  const now = useNow(EACH_SECOND);
  const probe = useAction('sending.probe');
  const at = sending.nextProbeAt;
  const onProbe = () =>
    probe.mutate(
      {},
      {
        onSuccess: ({ state }) =>
          state === 'waiting'
            ? notifyProblem(t.probeFailed, t.probeFailedText)
            : notifyDone(t.probeGood, t.probeGoodText),
        onError: notifyFailed,
      },
    );
  return (
    <Banner
      icon={IconCloudOff}
      tone="wait"
      name="waiting"
      title={t.waitingTitle}
      action={
        <May channel="sending.probe">
          <Button loading={probe.isPending} onClick={onProbe} data-testid="sending-probe">
            {t.probe}
          </Button>
        </May>
      }
    >
      <p>
        {t.waitingText(sending.failures)}{' '}
        {at === null || at <= now ? t.probingNow : t.nextProbe(formatCountdown(at - now))}
      </p>
    </Banner>
  );
};
