import { Button, Group, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { FOLIO_NOTE_KINDS, type FolioNoteKind } from '../../../shared/domain/folios.ts';
import { formatNumber } from '../../../shared/format/money.ts';
import type { FolioReportView } from '../../../shared/ipc/folios.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';
import { typeName } from '../../lib/text.ts';

const t = texts.folios.skipModal;

interface SkipModalProps {
  /** The range to go on in; null closes. */
  readonly range: FolioReportView['ranges'][number] | null;
  readonly onClose: () => void;
}

/** Leaves out folios of a range. It cannot be taken back, so it says how many, and asks what became of them. */
export const SkipModal = ({ range, onClose }: SkipModalProps) => (
  <Modal
    opened={range !== null}
    onClose={onClose}
    title={range === null ? '' : t.title(typeName(range.type))}
    closeButtonProps={{ 'aria-label': texts.common.close }}
    zIndex={300}
    size={520}
  >
    {range !== null && <SkipForm range={range} onClose={onClose} />}
  </Modal>
);

const SkipForm = ({
  range,
  onClose,
}: {
  readonly range: NonNullable<SkipModalProps['range']>;
  readonly onClose: () => void;
}) => {
  const [next, setNext] = useState<number | string>('');
  const [kind, setKind] = useState<FolioNoteKind>('elsewhere');
  const [tried, setTried] = useState(false);
  const skip = useMutation({
    networkMode: 'always',
    mutationFn: (to: number) => call('folios.skip', { cafId: range.id, next: to, kind }),
    onSuccess: () => {
      notifyDone(t.done);
      onClose();
    },
    onError: notifyFailed,
  });
  const limits = [formatNumber(range.next + 1), formatNumber(range.to + 1)] as const;
  const isRight =
    typeof next === 'number' && Number.isInteger(next) && next > range.next && next <= range.to + 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isRight) skip.mutate(next);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <Text>{t.text}</Text>
        <NumberInput
          label={t.next}
          description={t.nextHint(...limits)}
          withAsterisk
          hideControls
          allowNegative={false}
          allowDecimal={false}
          thousandSeparator="."
          decimalSeparator=","
          value={next}
          onChange={(value) => {
            setTried(false);
            setNext(value);
          }}
          error={tried && !isRight ? t.wrong(...limits) : null}
          data-autofocus
          data-testid="skip-next"
        />
        <Radio.Group label={t.why} value={kind} onChange={(value) => setKind(value as FolioNoteKind)}>
          <Stack gap={8} mt={8}>
            {FOLIO_NOTE_KINDS.map((each) => (
              <Radio key={each} value={each} label={texts.folios.kinds[each]} data-testid={`skip-${each}`} />
            ))}
          </Stack>
        </Radio.Group>
        {isRight && (
          <Text c="dimmed" size="sm" role="status">
            {t.warning(formatNumber(next - range.next))}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={skip.isPending} data-testid="skip-confirm">
            {t.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
