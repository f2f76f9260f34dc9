import { Button } from '@mantine/core';
import { IconClock, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { formatInstant } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { RelativeTime } from '../../components/list/cells.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';
import { CardState } from './card-state.tsx';
import { DamagedDocuments } from './damaged-documents.tsx';
import { Facts } from './facts.tsx';
import { PatrolFiles } from './patrol-files.tsx';
import styles from './safekeeping.module.css';
import { tellRound } from './tell-round.ts';
import { type PatrolReport, useLookAgain } from './use-safekeeping.ts';
import { patrolVerdict } from './verdicts.ts';

const t = texts.safekeeping.patrol;
const EARLIER = 3;

/** The last round over the copies, what it found and repaired, and the button for another one. */
export const PatrolCard = ({ last }: { readonly last: PatrolReport | null }) => (
  <Card title={t.title} text={t.text}>
    {last === null ? (
      <CardState icon={IconClock} tone="neutral" title={t.emptyTitle} text={t.emptyText} />
    ) : (
      <LastPatrol report={last} />
    )}
    <DamagedDocuments />
    <Earlier />
    <RunButton />
  </Card>
);

const LastPatrol = ({ report }: { readonly report: PatrolReport }) => {
  const { tone, text } = patrolVerdict(report);
  return (
    <>
      <CardState
        icon={tone === 'bad' ? IconShieldX : IconShieldCheck}
        tone={tone}
        title={text}
        text={
          <>
            {report.complete ? t.complete : t.partial} · <RelativeTime at={report.at} />
          </>
        }
        testId="patrol-state"
      />
      <Facts
        items={[
          { label: t.manifest, value: t.manifests[report.manifest] },
          { label: t.mirror, value: report.mirror === null ? t.noMirror : t.mirrors[report.mirror] },
        ]}
      />
      <PatrolFiles report={report} />
    </>
  );
};

/** The rounds before the last one, in a line each. */
const Earlier = () => {
  const items = useApi('backups.verifyReport', {}).data?.items.slice(1, 1 + EARLIER) ?? [];
  if (items.length === 0) return null;
  return (
    <div className={styles['block']}>
      <h3>{t.history}</h3>
      <ul className={styles['list']}>
        {items.map((each) => (
          <li key={each.at}>
            <span className={styles['when']}>{formatInstant(each.at)}</span> {patrolVerdict(each).text}
          </li>
        ))}
      </ul>
    </div>
  );
};

const RunButton = () => {
  const run = useAction('backups.verifyAll');
  const lookAgain = useLookAgain();
  return (
    <Button
      mt={18}
      variant="light"
      leftSection={<IconShieldCheck size={17} aria-hidden />}
      loading={run.isPending}
      onClick={() => run.mutate({}, { onSuccess: tellRound, onError: notifyFailed, onSettled: lookAgain })}
      data-testid="patrol-run"
    >
      {run.isPending ? t.running : t.run}
    </Button>
  );
};
