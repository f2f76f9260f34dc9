import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';

const t = texts.exchange.office;

/** The SII's unit, which stands under the red box of every printed copy. */
export const OfficeSection = () => {
  const query = useApi('print.office', {});
  return (
    <Card title={t.title} text={t.text}>
      <Async query={query} rows={1}>
        {(view) => <Editor key={view.office ?? ''} view={view} />}
      </Async>
    </Card>
  );
};

const Editor = ({ view }: { readonly view: Output<'print.office'> }) => {
  const [office, setOffice] = useState(view.office ?? '');
  const save = useAction('print.setOffice');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { office: office.trim() || null },
      { onSuccess: () => notifyDone(t.saved), onError: notifyFailed },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="end">
        <TextInput
          label={t.label}
          placeholder={view.comuna}
          maxLength={40}
          value={office}
          onChange={(event) => setOffice(event.currentTarget.value)}
          data-testid="sii-office"
        />
        <Button
          type="submit"
          variant="default"
          disabled={office.trim() === (view.office ?? '')}
          loading={save.isPending}
          data-testid="sii-office-save"
        >
          {t.save}
        </Button>
      </Group>
    </form>
  );
};
