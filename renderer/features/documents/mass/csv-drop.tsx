import { Button, FileButton, Group } from '@mantine/core';
import { IconFileSpreadsheet, IconTable } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { DropTarget } from '../../../components/drop-target.tsx';
import { notifyDone, notifyFailed } from '../../../components/notify.tsx';
import { call } from '../../../lib/api.ts';
import styles from './mass.module.css';

const t = texts.intake.mass;

interface CsvDropProps {
  readonly reading: boolean;
  readonly onFile: (file: File) => void;
}

/** Where a CSV is dropped, or chosen; and the example for whoever has none yet. */
export const CsvDrop = ({ reading, onFile }: CsvDropProps) => (
  <>
    <DropTarget
      className={styles['drop']}
      off={reading}
      onFiles={([file]) => file && onFile(file)}
      testId="csv-drop"
    >
      <IconFileSpreadsheet size={38} stroke={1.4} className={styles['dropIcon']} aria-hidden />
      <p className={styles['dropTitle']}>{reading ? t.reading : t.drop}</p>
      <p className={styles['soft']}>{t.dropHint}</p>
      <Group mt={14} gap={10}>
        <ChooseCsv label={t.choose} reading={reading} onFile={onFile} />
        <ExampleButton />
      </Group>
    </DropTarget>
    <h2 style={{ margin: '20px 0 6px', fontSize: '14.5px' }}>{t.howTitle}</h2>
    <ul className={styles['how']}>
      {t.how.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </>
);

interface ChooseCsvProps extends CsvDropProps {
  readonly label: string;
  readonly secondary?: boolean;
}

/** The system's file chooser. */
export const ChooseCsv = ({ label, reading, onFile, secondary = false }: ChooseCsvProps) => {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept=".csv,.txt,text/csv"
      resetRef={reset}
      onChange={(file) => {
        reset.current?.();
        if (file) onFile(file);
      }}
      inputProps={{ 'data-testid': 'csv-input', 'aria-label': label } as React.ComponentProps<'input'>}
    >
      {(props) => (
        <Button
          {...props}
          variant={secondary ? 'default' : 'filled'}
          loading={reading}
          data-testid="csv-choose"
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
};

const ExampleButton = () => {
  const save = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const { folder } = await call('dialogs.chooseFolder', { purpose: 'export' });
      return folder === null ? null : call('intake.saveExample', { folder });
    },
    onSuccess: (saved) => {
      if (saved !== null) notifyDone(t.exampleSaved, saved.file);
    },
    onError: notifyFailed,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconTable size={17} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
      data-testid="csv-example"
    >
      {t.example}
    </Button>
  );
};
