import { Button, Group } from '@mantine/core';
import { IconFiles, IconFileZip } from '@tabler/icons-react';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useExport } from '../../components/use-export.ts';

const t = texts.backups.export;
type Selection = Input<'exports.run'>['selection'];

interface ExportBarProps {
  readonly selected: readonly number[];
  readonly filter: Extract<Selection, { by: 'filter' }>['filter'];
  /** How many the filter finds, or the least that it does. */
  readonly found: { readonly total: number; readonly exact: boolean };
  readonly onClear: () => void;
}

/** Exports the chosen ones, or all that the filter finds, as files or as one ZIP with its index. */
export const ExportBar = ({ selected, filter, found, onClear }: ExportBarProps) => {
  const run = useExport();
  const count = selected.length > 0 ? selected.length : found.total;
  const selection: Selection =
    selected.length > 0 ? { by: 'ids', ids: [...selected] } : { by: 'filter', filter };
  const what =
    selected.length > 0
      ? t.selected(selected.length)
      : !found.exact
        ? t.matching
        : found.total === 0
          ? t.button
          : found.total === 1
            ? t.selected(1)
            : t.all(formatNumber(found.total));
  const common = { variant: 'default', disabled: count === 0 || run.isPending } as const;
  return (
    <Group gap={10}>
      {selected.length > 0 && (
        <Button variant="subtle" color="gray" onClick={onClear} data-testid="clear-selection">
          {texts.common.clearSelection}
        </Button>
      )}
      <Button
        {...common}
        leftSection={<IconFiles size={17} aria-hidden />}
        aria-label={`${what} ${t.files.toLocaleLowerCase('es-CL')}`}
        onClick={() => run.mutate({ selection, as: 'files' })}
        data-testid="export-files"
      >
        {t.files}
      </Button>
      <Button
        {...common}
        variant="filled"
        leftSection={<IconFileZip size={17} aria-hidden />}
        loading={run.isPending}
        aria-label={`${what} ${t.zip.toLocaleLowerCase('es-CL')}`}
        onClick={() => run.mutate({ selection, as: 'zip' })}
        aria-keyshortcuts="E"
        data-testid="export-zip"
      >
        {run.isPending ? t.working : `${what} (ZIP)`}
      </Button>
    </Group>
  );
};
