import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { FileField } from '../../components/file-field.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed, notifyUndoable } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { call } from '../../lib/api.ts';
import { readBase64 } from '../../lib/files.ts';
import { useAction, useApi } from '../../lib/use-api.ts';
import styles from './logo.module.css';

const t = texts.exchange.logo;

/** The picture beside the company's name on every printed copy. */
export const LogoSection = () => {
  const query = useApi('print.logo', {});
  return (
    <Card title={t.title} text={t.text}>
      <Async query={query} rows={1}>
        {(view) => <Editor view={view} />}
      </Async>
    </Card>
  );
};

const Editor = ({ view }: { readonly view: Output<'print.logo'> }) => {
  const remove = useAction('print.setLogo');
  const choose = useMutation({
    networkMode: 'always',
    mutationFn: async (file: File) => call('print.setLogo', { content: await readBase64(file) }),
    onSuccess: () => notifyDone(t.saved),
    onError: notifyFailed,
  });
  // By their promises: what `mutate` is handed is not called any more once the person has left the screen.
  /** @param logo as a data address, whose content follows the comma */
  const putBack = (logo: string | null): void => {
    remove.mutateAsync({ content: logo?.split(',')[1] ?? null }).then(() => notifyDone(t.back), notifyFailed);
  };
  return (
    <Group align="end" gap={20}>
      {view.logo !== null && (
        <img className={styles['logo']} src={view.logo} alt={t.alt} data-testid="logo" />
      )}
      <FileField
        label={t.choose}
        placeholder={t.placeholder}
        accept="image/png,image/jpeg"
        value={null}
        optional
        onChange={(file) => file && choose.mutate(file)}
        testId="logo-file"
      />
      {view.logo !== null && (
        <Button
          variant="default"
          loading={remove.isPending}
          onClick={() => {
            const { logo } = view;
            remove
              .mutateAsync({ content: null })
              .then(() => notifyUndoable(t.removed, null, () => putBack(logo)), notifyFailed);
          }}
          data-testid="logo-remove"
        >
          {t.remove}
        </Button>
      )}
    </Group>
  );
};
