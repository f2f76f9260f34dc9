import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, useRef } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { call } from '../../lib/api.ts';
import { readBase64 } from '../../lib/files.ts';
import { typeName } from '../../lib/text.ts';

const t = texts.folios;

/** Takes in CAF files. */
export const useCafImport = () => {
  const load = useMutation({
    networkMode: 'always',
    mutationFn: async (file: File) =>
      call('cafs.import', { name: file.name, content: await readBase64(file) }),
    onSuccess: (caf) =>
      notifyDone(t.imported(typeName(caf.type), formatNumber(caf.from), formatNumber(caf.to))),
    onError: notifyFailed,
  });
  // One after the other: each answers for itself, and a bad file does not hide a good one.
  const loadAll = async (files: readonly File[]) => {
    for (const file of files) await load.mutateAsync(file).catch(() => undefined);
  };
  return { loadAll, isPending: load.isPending };
};

/** The button that lets the person pick them. */
export const ImportCafs = ({ loadAll, isPending }: ReturnType<typeof useCafImport>) => {
  const reset = useRef<() => void>(null);
  const picked = (files: readonly File[]) => {
    // The same file once more, after it was mended, is a change too.
    reset.current?.();
    void loadAll(files);
  };
  return (
    <FileButton
      multiple
      accept=".xml"
      resetRef={reset}
      onChange={picked}
      inputProps={{ 'data-testid': 'caf-import-input', 'aria-label': t.import } as ComponentProps<'input'>}
    >
      {(props) => (
        <Button
          {...props}
          leftSection={<IconUpload size={17} aria-hidden />}
          loading={isPending}
          data-testid="caf-import"
        >
          {t.import}
        </Button>
      )}
    </FileButton>
  );
};
