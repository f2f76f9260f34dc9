import { Alert, Button, Group, Modal, Progress, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck, IconCircleX, IconClock, IconHourglass, IconPlayerStop } from '@tabler/icons-react';
import { formatClp, formatNumber } from '../../../../shared/format/money.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { notifyFailed } from '../../../components/notify.tsx';
import { Card } from '../../../components/page.tsx';
import { Pill } from '../../../components/pill.tsx';
import { addressOf } from '../../../lib/route.ts';
import { errorText } from '../../../lib/text.ts';
import { useAction } from '../../../lib/use-api.ts';
import { FailedRows } from './failed-rows.tsx';
import styles from './mass.module.css';

const t = texts.intake.batch;

export type Batch = NonNullable<Output<'intake.batch'>['batch']>;

const MINUTE = 60_000;

/** "12 segundos", "3 minutos": an estimate needs no more. */
export const spanText = (ms: number): string =>
  ms < MINUTE ? t.seconds(Math.max(1, Math.ceil(ms / 1_000))) : t.minutes(Math.ceil(ms / MINUTE));

const titleOf = ({ state, name }: Batch): string =>
  state === 'running' ? t.running(name) : state === 'done' ? t.done(name) : t.cancelled(name);

interface BatchCardProps {
  readonly batch: Batch;
  readonly onDismiss: () => void;
}

/** A batch from its first document to its result: how far it is, why it waits, how to stop it, where to go then. */
export const BatchCard = ({ batch, onDismiss }: BatchCardProps) => {
  const { counts, state } = batch;
  const all = counts.waiting + counts.issued + counts.failed + counts.left;
  const done = counts.issued + counts.failed;
  return (
    <Card>
      <div data-testid="batch" data-state={state}>
        <Group justify="space-between" wrap="nowrap">
          <h2 style={{ margin: 0, fontSize: '15.5px' }}>{titleOf(batch)}</h2>
          {batch.hold !== null && (
            <Pill tone="wait" icon={IconHourglass}>
              {t.held}
            </Pill>
          )}
        </Group>
        <div className={styles['progressRow']}>
          <span className={styles['progressText']} data-testid="batch-progress">
            {t.progress(formatNumber(counts.issued), formatNumber(all))}
          </span>
          <span className={styles['soft']}>
            {t.amount(formatClp(batch.issuedTotal))}
            {batch.leftMs !== null && ` · ${t.left(spanText(batch.leftMs))}`}
          </span>
        </div>
        <Progress
          value={all === 0 ? 0 : (done / all) * 100}
          size="lg"
          animated={state === 'running' && batch.hold === null}
          color={state === 'cancelled' ? 'gray' : 'indigo'}
          aria-label={t.live(formatNumber(done), formatNumber(all))}
        />
        {state === 'running' ? <Running batch={batch} /> : <Ended batch={batch} onDismiss={onDismiss} />}
      </div>
    </Card>
  );
};

const Running = ({ batch }: { readonly batch: Batch }) => {
  const cancel = useAction('intake.batchCancel');
  const [asking, { open, close }] = useDisclosure(false);
  const held = batch.hold === null ? null : errorText(batch.hold as Parameters<typeof errorText>[0]);
  return (
    <>
      {held !== null && (
        <Alert color="yellow" mt={16} title={held.what} icon={<IconHourglass size={18} aria-hidden />}>
          {held.youCan} {t.holdRetry}
        </Alert>
      )}
      <p className={styles['soft']} style={{ marginTop: 14 }}>
        {t.free}
      </p>
      <Button
        mt={16}
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        loading={cancel.isPending}
        onClick={open}
        data-testid="batch-cancel"
      >
        {t.cancel}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t.cancelTitle}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <p className={styles['soft']}>
          {t.cancelText(formatNumber(batch.counts.issued), formatNumber(batch.counts.waiting))}
        </p>
        <Group mt={20} gap={10} justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t.cancelKeep}
          </Button>
          <Button
            color="red.8"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ id: batch.id }, { onSuccess: close, onError: notifyFailed })}
            data-testid="batch-cancel-confirm"
          >
            {t.cancel}
          </Button>
        </Group>
      </Modal>
    </>
  );
};

const Ended = ({ batch, onDismiss }: BatchCardProps) => {
  const { counts } = batch;
  return (
    <>
      <Group gap={8} mt={16} data-testid="batch-result">
        <Pill tone="ok" icon={IconCircleCheck}>
          {t.result.issued(formatNumber(counts.issued))}
        </Pill>
        {counts.failed > 0 && (
          <Pill tone="bad" icon={IconCircleX}>
            {t.result.failed(formatNumber(counts.failed))}
          </Pill>
        )}
        {counts.left > 0 && (
          <Pill tone="neutral" icon={IconClock}>
            {t.result.left(formatNumber(counts.left))}
          </Pill>
        )}
      </Group>
      <VisuallyHidden aria-live="polite">{titleOf(batch)}</VisuallyHidden>
      <Group mt={18} gap={10}>
        <Button component="a" href={addressOf('cola')} data-testid="batch-queue">
          {t.queue}
        </Button>
        <Button component="a" variant="default" href={addressOf('documentos')}>
          {t.list}
        </Button>
        <Button variant="subtle" onClick={onDismiss} data-testid="batch-another">
          {t.another}
        </Button>
      </Group>
      {counts.failed > 0 && <FailedRows batchId={batch.id} />}
    </>
  );
};
