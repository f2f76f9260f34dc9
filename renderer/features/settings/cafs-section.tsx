import { Button, FileButton, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import { formatDate } from '../../../shared/format/time.ts';
import type { CafView } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { call } from '../../lib/api.ts';
import { readBase64 } from '../../lib/files.ts';
import { typeName } from '../../lib/text.ts';
import { useApi } from '../../lib/use-api.ts';
import styles from './settings.module.css';

const t = texts.settings.cafs;

/** The folios that the SII authorised, with how many are left of each, and loading more. */
export const CafsSection = () => {
  const query = useApi('cafs.list', {});
  return (
    <Card title={texts.settings.sections.cafs} text={t.text} action={<ImportCafs />}>
      <Async query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <>
              <Text fw={570}>{t.emptyTitle}</Text>
              <Text c="dimmed">{t.emptyText}</Text>
            </>
          ) : (
            <CafTable cafs={items} />
          )
        }
      </Async>
    </Card>
  );
};

const ImportCafs = () => {
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
  return (
    <FileButton
      multiple
      accept=".xml"
      onChange={(files) => void loadAll(files)}
      inputProps={{ 'data-testid': 'caf-import-input', 'aria-label': t.import } as ComponentProps<'input'>}
    >
      {(props) => (
        <Button
          {...props}
          variant="default"
          leftSection={<IconUpload size={17} aria-hidden />}
          loading={load.isPending}
          data-testid="caf-import"
        >
          {t.import}
        </Button>
      )}
    </FileButton>
  );
};

const CafTable = ({ cafs }: { readonly cafs: readonly CafView[] }) => (
  <table className={styles['table']}>
    <caption style={{ display: 'none' }}>{t.caption}</caption>
    <thead>
      <tr>
        <th scope="col">{texts.common.table.type}</th>
        <th scope="col">{t.range}</th>
        <th scope="col" className={styles['right']}>
          {t.next}
        </th>
        <th scope="col" className={styles['right']}>
          {t.left}
        </th>
        <th scope="col">{t.authorizedOn}</th>
        <th scope="col">{t.expiresOn}</th>
      </tr>
    </thead>
    <tbody>
      {cafs.map((caf) => (
        <tr key={caf.id} data-testid={`caf-row-${caf.type}-${caf.from}`}>
          <td>{typeName(caf.type)}</td>
          <td>
            {formatNumber(caf.from)} – {formatNumber(caf.to)}
          </td>
          <td className={styles['right']}>{caf.left === 0 ? t.used : formatNumber(caf.next)}</td>
          <td className={styles['right']}>
            <strong>{formatNumber(caf.left)}</strong>
          </td>
          <td>{formatDate(caf.authorizedOn)}</td>
          <td>{caf.expiresOn === null ? t.never : formatDate(caf.expiresOn)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
