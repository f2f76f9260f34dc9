import { Button } from '@mantine/core';
import {
  type Icon,
  IconCircleCheck,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconSparkles,
} from '@tabler/icons-react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { addressOf } from '../../lib/route.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './home.module.css';
import { type Reassurance, reassure } from './reassurance.ts';

const ICONS: Record<Reassurance['kind'], Icon> = {
  person: IconHandStop,
  uncertain: IconHelpCircle,
  waiting: IconClock,
  checking: IconHourglass,
  good: IconCircleCheck,
  first: IconSparkles,
};

/** One sentence that says whether all is well. */
export const Hero = ({ summary }: { readonly summary: Output<'home.summary'> }) => {
  const { kind, tone, title, text } = reassure(summary, useNow());
  const HeroIcon = ICONS[kind];
  return (
    <section className={styles['hero']} data-tone={tone} data-testid="home-hero" data-kind={kind}>
      <HeroIcon size={40} stroke={1.5} aria-hidden />
      <div aria-live="polite">
        <h2 className={styles['heroTitle']}>{title}</h2>
        <p className={styles['heroText']}>{text}</p>
      </div>
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
