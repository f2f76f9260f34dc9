import { Button } from '@mantine/core';
import { IconCircleCheck, IconClock, IconLifebuoy, IconShieldX } from '@tabler/icons-react';
import type { ErrorCode } from '../../../shared/domain/errors.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { RelativeTime } from '../../components/list/cells.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { errorText } from '../../lib/text.ts';
import { useAction } from '../../lib/use-api.ts';
import { snapshotMoment } from '../restore/snapshot-moment.ts';
import { CardState } from './card-state.tsx';
import { Facts } from './facts.tsx';
import { type DrillReport, useLookAgain } from './use-safekeeping.ts';
import { drillVerdict } from './verdicts.ts';

const t = texts.safekeeping.drill;

/** The monthly drill: whether all of it could be restored today, and the button that proves it now. */
export const DrillCard = ({ last }: { readonly last: DrillReport | null }) => {
  const drill = useAction('drill.run');
  const lookAgain = useLookAgain();
  const say = (report: DrillReport) => {
    const { text } = drillVerdict(report);
    if (report.ok) notifyDone(text, t.of(formatNumber(report.same), formatNumber(report.documents)));
    else notifyProblem(text, t.badText);
  };
  return (
    <Card title={t.title} text={t.text}>
      {last === null ? (
        <CardState icon={IconClock} tone="neutral" title={t.emptyTitle} text={t.emptyText} />
      ) : (
        <LastDrill report={last} />
      )}
      <Button
        mt={18}
        variant="light"
        leftSection={<IconLifebuoy size={17} aria-hidden />}
        loading={drill.isPending}
        onClick={() => drill.mutate({}, { onSuccess: say, onError: notifyFailed, onSettled: lookAgain })}
        data-testid="drill-run"
      >
        {drill.isPending ? t.running : t.run}
      </Button>
    </Card>
  );
};

const LastDrill = ({ report }: { readonly report: DrillReport }) => {
  const { tone, text } = drillVerdict(report);
  const why = report.error === null ? t.badText : errorText({ code: report.error as ErrorCode }).what;
  return (
    <>
      <CardState
        icon={report.ok ? IconCircleCheck : IconShieldX}
        tone={tone}
        title={text}
        text={report.ok ? <RelativeTime at={report.at} /> : why}
        testId="drill-state"
      />
      <Facts
        items={[
          { label: t.same, value: t.of(formatNumber(report.same), formatNumber(report.documents)) },
          { label: t.folios, value: report.foliosRight ? t.foliosRight : t.foliosWrong },
          { label: t.ms, value: t.seconds(formatNumber(Math.max(0.1, Math.round(report.ms / 100) / 10))) },
          {
            label: t.from,
            value: report.snapshot === null ? t.fromFiles : t.fromSnapshot(snapshotMoment(report.snapshot)),
          },
        ]}
      />
    </>
  );
};
