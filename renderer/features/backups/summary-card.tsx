import { Button, Tooltip } from '@mantine/core';
import { type Icon, IconFolderOpen, IconRefresh, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatRelative } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { May } from '../../components/may.tsx';
import { notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import type { Tone } from '../../components/tone.ts';
import { formatBytes } from '../../lib/amounts.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import { useNow } from '../../lib/use-now.ts';
import { NextVerification } from './next-verification.tsx';
import { notifyVerified } from './notify-verified.tsx';
import styles from './summary-card.module.css';

const t = texts.backups.card;
type Summary = Output<'backups.summary'>;

interface Verdict {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
}

const verdictOf = (summary: Summary): Verdict => {
  if (summary.damaged > 0) {
    return { tone: 'bad', icon: IconShieldX, title: t.damaged(summary.damaged), text: t.damagedText };
  }
  if (summary.received === 0) return { tone: 'info', icon: IconShieldCheck, title: t.none, text: t.noneText };
  const left = Math.max(summary.received - summary.backedUp, summary.filesPending);
  if (left > 0) return { tone: 'info', icon: IconRefresh, title: t.some(left), text: t.noneText };
  return { tone: 'ok', icon: IconShieldCheck, title: t.all, text: t.allText };
};

/** Whether everything is kept, since when, where, and the button that proves it. */
export const SummaryCard = ({ company }: { readonly company: string | null }) => {
  const query = useApi('backups.summary', { company });
  return (
    <Card>
      <Async query={query} rows={3}>
        {(summary) => <Content summary={summary} />}
      </Async>
    </Card>
  );
};

const Content = ({ summary }: { readonly summary: Summary }) => {
  const now = useNow();
  const verify = useAction('backups.verify');
  const reveal = useAction('shell.reveal');
  const { tone, icon: VerdictIcon, title, text } = verdictOf(summary);
  const when = (at: number | null) => (at === null ? t.never : formatRelative(at, now));
  const facts = [
    {
      label: t.protected,
      value: t.protectedOf(formatNumber(summary.backedUp), formatNumber(summary.received)),
    },
    { label: t.last, value: when(summary.lastBackupAt) },
    { label: t.lastVerified, value: when(summary.lastVerifiedAt) },
    { label: t.next, value: <NextVerification at={summary.nextVerificationAt} /> },
    { label: t.size, value: formatBytes(summary.bytes) },
    {
      label: t.free,
      value: summary.freeBytes === null ? texts.common.bytes.unknown : formatBytes(summary.freeBytes),
    },
  ];
  return (
    <>
      <div className={styles['top']} data-testid="backups-summary">
        <span className={styles['icon']} data-tone={tone}>
          <VerdictIcon size={25} stroke={1.7} aria-hidden />
        </span>
        <div aria-live="polite">
          <h2 className={styles['title']}>{title}</h2>
          <p className={styles['text']}>{text}</p>
        </div>
        <div className={styles['buttons']}>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={17} aria-hidden />}
            onClick={() => reveal.mutate({ documentId: null }, { onError: notifyFailed })}
            data-testid="open-vault"
          >
            {t.openFolder}
          </Button>
          <May channel="backups.verify">
            <Button
              variant="light"
              leftSection={<IconShieldCheck size={17} aria-hidden />}
              loading={verify.isPending}
              disabled={summary.backedUp === 0}
              onClick={() =>
                verify.mutate({ ids: null }, { onSuccess: notifyVerified, onError: notifyFailed })
              }
              aria-keyshortcuts="V"
              data-testid="verify-all"
            >
              {verify.isPending ? t.verifying : t.verify}
            </Button>
          </May>
        </div>
      </div>
      <dl className={styles['facts']}>
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
        <div data-path>
          <dt>{t.folder}</dt>
          <Tooltip label={summary.folder}>
            <dd>{summary.folder}</dd>
          </Tooltip>
        </div>
      </dl>
    </>
  );
};
