import { Button } from '@mantine/core';
import {
  type Icon,
  IconCircleCheck,
  IconClock,
  IconFileCertificate,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconPlayerPause,
  IconSparkles,
} from '@tabler/icons-react';
import { isCutOff } from '../../../shared/domain/holdup.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { addressOf } from '../../lib/route.ts';
import { useNow, useStatus } from '../../lib/use-now.ts';
import { useOnline } from '../../lib/use-online.ts';
import { useSending } from '../../lib/use-sending.ts';
import { useReadOnly } from '../../lib/use-session.ts';
import styles from './home.module.css';
import { type Reassurance, reassure } from './reassurance.ts';

const ICONS: Record<Reassurance['kind'], Icon> = {
  stopped: IconHandStop,
  person: IconHandStop,
  uncertain: IconHelpCircle,
  paused: IconPlayerPause,
  held: IconClock,
  kept: IconPlayerPause,
  waiting: IconClock,
  checking: IconHourglass,
  good: IconCircleCheck,
  first: IconSparkles,
  noFolios: IconFileCertificate,
};

/** One sentence that says whether all is well. */
export const Hero = ({ summary }: { readonly summary: Output<'home.summary'> }) => {
  const sending = useSending();
  const cutOff = isCutOff(useOnline(), useStatus().data?.environment ?? null);
  const { kind, tone, title, text } = reassure(summary, useNow(), sending.data, {
    isDamaged: useReadOnly(),
    cutOff,
  });
  const HeroIcon = ICONS[kind];
  return (
    <section className={styles['hero']} data-tone={tone} data-testid="home-hero" data-kind={kind}>
      <HeroIcon size={40} stroke={1.5} aria-hidden />
      <div aria-live="polite">
        <h2 className={styles['heroTitle']}>{title}</h2>
        <p className={styles['heroText']}>{text}</p>
      </div>
      {(kind === 'paused' || kind === 'kept') && (
        <Button
          className={styles['heroAction'] ?? ''}
          component="a"
          href={addressOf('cola')}
          variant="default"
        >
          {texts.home.reassurance.pausedAction}
        </Button>
      )}
      {kind === 'noFolios' && (
        <Button
          className={styles['heroAction'] ?? ''}
          component="a"
          href={addressOf('folios')}
          data-testid="home-folios"
        >
          {texts.home.reassurance.noFolios.action}
        </Button>
      )}
      {kind === 'person' && (
        <Button
          className={styles['heroAction'] ?? ''}
          component="a"
          href={addressOf('cola')}
          color="red.9"
          data-testid="home-help"
        >
          {texts.home.reassurance.personAction}
        </Button>
      )}
    </section>
  );
};
