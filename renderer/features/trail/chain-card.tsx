import { Button } from '@mantine/core';
import {
  type Icon,
  IconLink,
  IconLinkOff,
  IconQuestionMark,
  IconRefresh,
  IconShieldCheck,
} from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatInstant, formatRelative } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { notifyDone, notifyFailed, notifyProblem } from '../../components/notify.tsx';
import type { Tone } from '../../components/tone.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './trail.module.css';

const t = texts.trail.badge;
type Verdict = Output<'trail.verdict'>;

const LOOKS: Record<Verdict['state'], { readonly icon: Icon; readonly tone: Tone }> = {
  intact: { icon: IconLink, tone: 'ok' },
  altered: { icon: IconLinkOff, tone: 'bad' },
  checking: { icon: IconRefresh, tone: 'info' },
  unknown: { icon: IconQuestionMark, tone: 'neutral' },
};

const titleOf = ({ state, first }: Verdict): string => {
  if (state !== 'altered' || first === null) return state === 'altered' ? t.alteredFromStart : t[state];
  return first.since === null ? t.alteredFromStart : t.altered(formatInstant(first.since));
};

/** Whether the chain is whole, or from where on it is not; and the button that looks again. */
export const ChainCard = () => {
  const query = useApi('trail.verdict', {});
  return (
    <Async query={query} rows={2}>
      {(verdict) => <Content verdict={verdict} />}
    </Async>
  );
};

const Content = ({ verdict }: { readonly verdict: Verdict }) => {
  const now = useNow();
  const verify = useAction('trail.verify');
  const { icon: StateIcon, tone } = LOOKS[verdict.state];
  const { first, checkedAt } = verdict;
  const onVerify = () =>
    verify.mutate(
      {},
      {
        onSuccess: ({ state, lines }) =>
          state === 'intact'
            ? notifyDone(t.verified, t.verifiedText(formatNumber(lines)))
            : notifyProblem(t.broken, t.help),
        onError: notifyFailed,
      },
    );
  return (
    <section
      className={styles['chain']}
      data-tone={tone}
      data-testid="trail-chain"
      data-state={verdict.state}
    >
      <StateIcon size={26} stroke={1.7} aria-hidden />
      <div aria-live="polite">
        <h2>{titleOf(verdict)}</h2>
        {first !== null && (
          <p>
            {t.why[first.why](formatNumber(first.id))} {t.help}
          </p>
        )}
        {first === null && checkedAt !== null && (
          <p>
            {t.checkedAt(formatRelative(checkedAt, now), formatNumber(verdict.lines), verdict.lines === 1)}
          </p>
        )}
      </div>
      <May channel="trail.verify">
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={17} aria-hidden />}
          loading={verify.isPending || verdict.state === 'checking'}
          onClick={onVerify}
          data-testid="trail-verify"
        >
          {t.verify}
        </Button>
      </May>
    </section>
  );
};
