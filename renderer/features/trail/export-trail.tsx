import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';

const t = texts.trail.export;

interface ExportTrailProps {
  readonly filter: Input<'trail.export'>['filter'];
  readonly disabled: boolean;
}

/** What the filters find, as a CSV in a folder that the person picks. */
export const ExportTrail = ({ filter, disabled }: ExportTrailProps) => {
  const run = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('trail.export', { filter, folder });
    },
    onSuccess: (done) => {
      if (done !== null) notifyDone(t.done, t.doneText(formatNumber(done.lines), done.file));
    },
    onError: notifyFailed,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconTableExport size={17} aria-hidden />}
      loading={run.isPending}
      disabled={disabled}
      onClick={() => run.mutate()}
      data-testid="trail-export"
    >
      {t.action}
    </Button>
  );
};
