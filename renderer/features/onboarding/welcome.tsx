import { Button } from '@mantine/core';
import {
  type Icon,
  IconBuildingStore,
  IconCertificate,
  IconCheck,
  IconFlask,
  IconHistory,
  IconLock,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Logo } from '../../components/logo.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { useAction } from '../../lib/use-api.ts';
import { RESTORE_ADDRESS } from '../restore/place.ts';
import { RestoreLink } from '../restore/restore-link.tsx';
import type { Copies } from './begun.ts';
import styles from './welcome.module.css';

const t = texts.onboarding;

interface WelcomeProps {
  readonly copies: Copies | null;
  readonly onChoose: (environment: 'certification' | 'production') => void;
}

/** Welcome, and three ways to begin; the safe one is one click away. */
export const Welcome = ({ copies, onChoose }: WelcomeProps) => {
  const start = useAction('setup.practice');
  return (
    <main className={styles['page']}>
      <div className={styles['brand']}>
        <Logo size={30} />
        {texts.common.appName}
      </div>
      <h1 className={styles['title']}>{t.title}</h1>
      <p className={styles['lead']}>{t.lead}</p>
      {copies !== null && <FoundCopies names={copies.names} />}
      <h2 className={styles['question']}>{t.question}</h2>
      <div className={styles['cards']}>
        <Choice icon={IconFlask} words={t.practice} recommended>
          <Button
            size="md"
            fullWidth
            loading={start.isPending}
            onClick={() =>
              start.mutate({}, { onSuccess: () => goTo(addressOf('inicio')), onError: notifyFailed })
            }
            data-testid="start-practice"
          >
            {start.isPending ? t.practice.working : t.practice.action}
          </Button>
        </Choice>
        <Choice icon={IconCertificate} words={t.certification}>
          <Button
            size="md"
            fullWidth
            variant="default"
            disabled={start.isPending}
            aria-label={`${t.certification.action} ${t.certification.title}`}
            onClick={() => onChoose('certification')}
            data-testid="start-certification"
          >
            {t.certification.action}
          </Button>
        </Choice>
        <Choice icon={IconBuildingStore} words={t.production}>
          <Button
            size="md"
            fullWidth
            variant="default"
            disabled={start.isPending}
            aria-label={`${t.production.action} ${t.production.title}`}
            onClick={() => onChoose('production')}
            data-testid="start-production"
          >
            {t.production.action}
          </Button>
        </Choice>
      </div>
      <RestoreLink />
      <p className={styles['promise']}>
        <IconLock size={16} aria-hidden />
        {t.promise}
      </p>
    </main>
  );
};

/** Whoever sets up a computer anew wants his business back, and may not know that there is a way. */
const FoundCopies = ({ names }: Pick<Copies, 'names'>) => (
  <section className={styles['found']} data-testid="found-copies">
    <IconHistory size={24} stroke={1.7} aria-hidden />
    <div>
      <strong>{t.copies.title(names.join(', '))}</strong>
      <p>{t.copies.text}</p>
    </div>
    <Button component="a" href={RESTORE_ADDRESS} data-testid="found-restore">
      {t.copies.action}
    </Button>
  </section>
);

interface ChoiceProps {
  readonly icon: Icon;
  readonly words: { readonly title: string; readonly text: string; readonly points: readonly string[] };
  readonly recommended?: boolean;
  readonly children: ReactNode;
}

const Choice = ({ icon: ChoiceIcon, words, recommended = false, children }: ChoiceProps) => (
  <section className={styles['card']} data-recommended={recommended}>
    <div className={styles['cardHead']}>
      <span className={styles['icon']}>
        <ChoiceIcon size={21} stroke={1.7} aria-hidden />
      </span>
      <h3 className={styles['cardTitle']}>{words.title}</h3>
      {recommended && <span className={styles['recommended']}>{t.recommended}</span>}
    </div>
    <p className={styles['text']}>{words.text}</p>
    <ul className={styles['points']}>
      {words.points.map((point) => (
        <li key={point}>
          <IconCheck size={16} stroke={2.2} aria-hidden />
          {point}
        </li>
      ))}
    </ul>
    <div className={styles['action']}>{children}</div>
  </section>
);
