import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { Card } from '../../components/page.tsx';
import { useApi } from '../../lib/use-api.ts';
import { MoveOn } from './move-on.tsx';
import { PracticeClock } from './practice-clock.tsx';
import { PracticeFaultForm } from './practice-fault-form.tsx';
import { PracticeProcessing } from './practice-processing.tsx';
import { PracticeReceived } from './practice-received.tsx';
import styles from './settings.module.css';

const t = texts.settings;

/** The practice SII: make it fail, hurry the clock, and see what it received. */
export const PracticeSection = () => {
  const query = useApi('practice.get', {}, { refetchInterval: 5_000 });
  return (
    <Card title={t.sections.practice} text={t.practice.text}>
      <Async query={query} rows={8}>
        {(practice) => (
          <>
            <p
              className={styles['now']}
              data-faulty={practice.fault.kind !== 'none'}
              aria-live="polite"
              data-testid="practice-now"
            >
              {t.practice.current(t.faults[practice.fault.kind].name)}
            </p>
            <PracticeFaultForm key={JSON.stringify(practice.fault)} fault={practice.fault} />
            <PracticeClock aheadMs={practice.clockAheadMs} />
            <PracticeProcessing key={practice.processingMs} processingMs={practice.processingMs} />
            <PracticeReceived received={practice.received} />
            <MoveOn from="practice" />
          </>
        )}
      </Async>
    </Card>
  );
};
