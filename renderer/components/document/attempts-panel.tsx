import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { supportText } from '../../../shared/format/support-text.ts';
import { formatInstant } from '../../../shared/format/time.ts';
import type { AttemptView } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { siiWords } from '../../lib/sii-answer.ts';
import { useAction } from '../../lib/use-api.ts';
import { HiddenCaption } from '../hidden-caption.tsx';
import { notifyDone, notifyFailed } from '../notify.tsx';
import styles from './document-drawer.module.css';

const t = texts.documents.detail;

const durationText = (ms: number | null): string => {
  if (ms === null) return t.running;
  return ms < 1000 ? t.milliseconds(ms) : t.seconds(formatNumber(Math.round(ms / 100) / 10));
};

interface AttemptsPanelProps {
  readonly id: number;
  /** Of the document, as people call it. */
  readonly name: string;
  readonly attempts: readonly AttemptView[];
}

/** Every attempt: what was done, when, for how long, what came of it; its raw answer on demand, and all of it for support. */
export const AttemptsPanel = ({ id, name, attempts }: AttemptsPanelProps) => {
  const save = useAction('documents.saveAttempts');
  if (attempts.length === 0) return <Text c="dimmed">{t.attemptsEmpty}</Text>;
  return (
    <>
      <Group gap={8} mb={12}>
        <CopyButton value={supportText(name, attempts)} timeout={1_800}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={copy}
              data-testid="copy-attempts"
            >
              {copied ? texts.common.copied : t.attempt.copyAll}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDeviceFloppy size={15} aria-hidden />}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { id },
              {
                onSuccess: ({ file }) => file !== null && notifyDone(t.attempt.saved, file),
                onError: notifyFailed,
              },
            )
          }
          data-testid="save-attempts"
        >
          {t.attempt.saveAll}
        </Button>
      </Group>
      <table className={styles['attempts']} data-testid="attempts">
        <HiddenCaption>{t.attemptsCaption}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t.attempt.number}</th>
            <th scope="col">{t.attempt.kind}</th>
            <th scope="col">{t.attempt.startedAt}</th>
            <th scope="col">{t.attempt.duration}</th>
            <th scope="col">{t.attempt.outcome}</th>
            <th scope="col">{t.attempt.next}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </tbody>
      </table>
    </>
  );
};

const AttemptRow = ({ attempt }: { readonly attempt: AttemptView }) => {
  const [open, setOpen] = useState(false);
  const { error, outcome } = attempt;
  return (
    <Fragment>
      <tr>
        <td>{attempt.number}</td>
        <td>{texts.attemptKinds[attempt.kind]}</td>
        <td>{formatInstant(attempt.startedAt)}</td>
        <td>{durationText(attempt.durationMs)}</td>
        <td>
          {outcome === null ? t.running : texts.attemptOutcomes[outcome]}
          {attempt.httpStatus !== null && (
            <span className={styles['soft']}> · {t.attempt.http(attempt.httpStatus)}</span>
          )}
          {error !== null && (
            <div className={styles['soft']}>
              {texts.sendErrors[error.code].what}
              {siiWords(error.params).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </div>
          )}
          {outcome !== null && (
            <button
              type="button"
              className={styles['toggle']}
              aria-expanded={open}
              aria-label={t.attempt.showRaw(attempt.number)}
              onClick={() => setOpen(!open)}
            >
              {t.attempt.raw}
            </button>
          )}
        </td>
        <td>{attempt.nextDueAt === null ? texts.common.none : formatInstant(attempt.nextDueAt)}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            {error !== null && (
              <div className={styles['soft']}>{texts.queue.detail.technical(error.code)}</div>
            )}
            {attempt.request !== null && <Said title={t.attempt.request} text={attempt.request} />}
            <Said title={t.attempt.answer} text={attempt.raw || t.attempt.rawEmpty} />
          </td>
        </tr>
      )}
    </Fragment>
  );
};

const Said = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <figure className={styles['said']}>
    <figcaption className={styles['soft']}>{title}</figcaption>
    <pre className={`${styles['raw']} ${styles['mono']}`}>{text}</pre>
  </figure>
);
