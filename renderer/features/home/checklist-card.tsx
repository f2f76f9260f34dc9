import { Anchor, Button } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ChecklistStep } from '../../../shared/domain/home.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { addressOf, goTo } from '../../lib/route.ts';
import { useBeginTour } from '../../lib/tour.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import styles from './home.module.css';

const t = texts.home.checklist;

/** Where each step is done. */
const PLACES: Record<Exclude<ChecklistStep, 'tour'>, string> = {
  company: addressOf('ajustes'),
  certificate: addressOf('folios'),
  folios: addressOf('folios'),
  document: addressOf('documentos', 'emitir'),
  verified: addressOf('respaldos'),
  elsewhere: addressOf('respaldos', 'proteccion'),
  recovery: addressOf('respaldos', 'proteccion'),
};

/** What is left to set up, until all is done or a person has put it away. */
export const ChecklistCard = () => {
  const query = useApi('home.checklist', {});
  const putAway = useAction('home.putAway');
  const begin = useBeginTour();
  const status = useApi('app.status', {});
  const list = query.data;
  if (list === undefined) return null;
  const done = list.items.filter((item) => item.done).length;
  if (done === list.items.length) return null;
  const away = (next: boolean) => putAway.mutate({ away: next }, { onError: notifyFailed });
  if (list.away)
    return (
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => away(false)}
        data-testid="checklist-back"
      >
        {t.back} ({t.progress(done, list.items.length)})
      </Anchor>
    );
  return (
    <Card
      title={t.title}
      text={t.progress(done, list.items.length)}
      action={
        <Button variant="subtle" size="xs" onClick={() => away(true)} data-testid="checklist-away">
          {t.away}
        </Button>
      }
    >
      <ul className={styles['checklist']} data-testid="checklist">
        {list.items.map((item) => (
          <li key={item.step} data-done={item.done} data-testid={`checklist-${item.step}`}>
            {item.done ? (
              <IconCircleCheck
                className={styles['stepIcon']}
                size={20}
                stroke={1.9}
                role="img"
                aria-label={t.done}
              />
            ) : (
              <IconCircleDashed
                className={styles['stepIcon']}
                size={20}
                stroke={1.9}
                role="img"
                aria-label={t.todo}
              />
            )}
            <div className={styles['grow']}>
              <div className={styles['stepName']}>{t.steps[item.step].name}</div>
              {!item.done && <div className={styles['small']}>{t.steps[item.step].text}</div>}
            </div>
            {!item.done && (
              <Button
                variant="default"
                size="xs"
                aria-label={`${t.action[item.step]}: ${t.steps[item.step].name}`}
                onClick={() => (item.step === 'tour' ? begin() : goTo(PLACES[item.step]))}
              >
                {t.action[item.step]}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {status.data?.environment === 'practice' && (
        <Anchor
          size="sm"
          mt={14}
          display="inline-block"
          href={addressOf('ajustes')}
          data-testid="checklist-own"
        >
          {t.own}
        </Anchor>
      )}
    </Card>
  );
};
