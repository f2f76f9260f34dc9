import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Async } from '../../../components/loading.tsx';
import { notifyFailed } from '../../../components/notify.tsx';
import { Card, Page } from '../../../components/page.tsx';
import { call } from '../../../lib/api.ts';
import { readBase64 } from '../../../lib/files.ts';
import { addressOf } from '../../../lib/route.ts';
import { useApi } from '../../../lib/use-api.ts';
import { useNow } from '../../../lib/use-now.ts';
import { type Batch, BatchCard } from './batch-card.tsx';
import { CsvDrop } from './csv-drop.tsx';
import styles from './mass.module.css';
import { type Preview, PreviewCard } from './preview-card.tsx';

const t = texts.intake.mass;

/** A result is news for so long; then the page begins with the next file. */
const NEWS_MS = 12 * 60 * 60 * 1_000;

/** Emisión masiva: choose a CSV, look at what it would issue, issue, watch. */
export const MassPage = ({ locked }: { readonly locked: boolean }) => {
  const query = useApi('intake.batch', {}, { refetchInterval: 5_000, keepPrevious: true });
  return (
    <Page title={t.title} lead={t.lead} narrow>
      <Anchor href={addressOf('documentos')} className={styles['back'] ?? ''}>
        <IconArrowLeft size={16} aria-hidden /> {t.back}
      </Anchor>
      <Async query={query} rows={4}>
        {({ batch }) => <MassSteps batch={batch} locked={locked} />}
      </Async>
    </Page>
  );
};

const MassSteps = ({ batch, locked }: { readonly batch: Batch | null; readonly locked: boolean }) => {
  const now = useNow();
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const read = useMutation({
    networkMode: 'always',
    mutationFn: async (file: File) =>
      call('intake.csvPreview', { name: file.name, content: await readBase64(file) }),
    onSuccess: setPreview,
    onError: notifyFailed,
  });
  const running = batch?.state === 'running';
  const isNews = batch !== null && batch.id !== dismissed && now - (batch.endedAt ?? now) < NEWS_MS;
  return (
    <>
      {batch !== null && (running || isNews) && (
        <BatchCard batch={batch} onDismiss={() => setDismissed(batch.id)} />
      )}
      {!running &&
        (preview === null ? (
          <Card>
            <CsvDrop reading={read.isPending} onFile={(file) => read.mutate(file)} />
          </Card>
        ) : (
          <PreviewCard
            key={preview.id}
            preview={preview}
            locked={locked}
            reading={read.isPending}
            onFile={(file) => read.mutate(file)}
            onBegun={() => setPreview(null)}
          />
        ))}
    </>
  );
};
