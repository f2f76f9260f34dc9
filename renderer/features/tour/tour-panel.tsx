import { Anchor, Button, CloseButton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { TOUR_STOPS, type TourStop } from '../../../shared/domain/tour.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { addressOf } from '../../lib/route.ts';
import { useApi } from '../../lib/use-api.ts';
import { useHoldup } from '../../lib/use-holdup.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWatched } from '../../lib/use-watched.ts';
import { isReady, liveText } from './live.ts';
import styles from './tour.module.css';
import { useTour } from './use-tour.ts';

const t = texts.tour;

/** The guided tour, over whatever screen is open, until it is told to the end or left. */
export const TourPanel = () => {
  const { data } = useApi('tour.get', {});
  const stop = data?.stop ?? null;
  return stop === null ? null : <Panel stop={stop} documentId={data?.documentId ?? null} />;
};

interface PanelProps {
  readonly stop: TourStop;
  readonly documentId: number | null;
}

const Panel = ({ stop, documentId }: PanelProps) => {
  const { advance, leave, busy } = useTour(stop, documentId);
  const watched = useWatched(documentId).data ?? null;
  const holdup = useHoldup(watched?.document ?? null);
  const now = useNow();
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stop is read from its title on
  useEffect(() => {
    title.current?.focus();
  }, [stop]);
  const words = t.stops[stop];
  const ready = isReady(stop, watched);
  const close = () => leave(false, { onSuccess: () => notifyDone(t.left), onError: notifyFailed });
  return (
    <aside className={styles['panel']} aria-label={t.label} data-testid="tour" data-stop={stop}>
      <IconRoute className={styles['icon']} size={26} stroke={1.7} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['step']}>{t.step(TOUR_STOPS.indexOf(stop) + 1, TOUR_STOPS.length)}</p>
        <h2 ref={title} tabIndex={-1} className={styles['title']}>
          {words.title}
        </h2>
        <p className={styles['text']}>{words.text}</p>
        <p className={styles['live']} role="status" data-testid="tour-live">
          {watched === null ? '' : liveText(watched, holdup, now)}
        </p>
      </div>
      <div className={styles['actions']}>
        <Links stop={stop} documentId={documentId} ready={ready} />
        <Button onClick={advance} loading={busy} disabled={!ready} data-testid="tour-next">
          {words.action}
        </Button>
      </div>
      <CloseButton aria-label={t.leave} onClick={close} data-testid="tour-leave" />
    </aside>
  );
};

interface LinksProps extends PanelProps {
  readonly ready: boolean;
}

/** Where the thing itself can be seen. */
const Links = ({ stop, documentId, ready }: LinksProps) => {
  if (documentId === null) return null;
  if (stop === 'waiting' && ready)
    return <Anchor href={`${addressOf('cola')}?vista=waiting`}>{t.live.seeQueue}</Anchor>;
  if ((stop === 'rejected' && ready) || stop === 'end')
    return <Anchor href={addressOf('cola', 'ver', documentId)}>{t.live.seeWhat}</Anchor>;
  return null;
};
