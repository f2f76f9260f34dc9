import { Button, Group, Modal } from '@mantine/core';
import { IconArchive, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone, notifyProblem } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { formatBytes } from '../../lib/amounts.ts';
import { errorValueOf } from '../../lib/api.ts';
import { useAction } from '../../lib/use-api.ts';
import { ChosenPath } from '../restore/chosen-path.tsx';
import { OPEN_ARCHIVE_ADDRESS } from '../restore/place.ts';
import { Problem } from '../restore/problem.tsx';
import { useChoose } from '../restore/use-choose.ts';
import { PassphraseForm } from './passphrase-form.tsx';
import styles from './safekeeping.module.css';

const t = texts.safekeeping.archive;

/** The whole backup in one encrypted file: making one, and the way to open one. */
export const ArchiveCard = () => {
  const [open, setOpen] = useState(false);
  return (
    <Card title={t.title} text={t.text}>
      <Group gap={10}>
        <Button
          variant="light"
          leftSection={<IconPackageExport size={17} aria-hidden />}
          onClick={() => setOpen(true)}
          data-testid="archive-make"
        >
          {t.make}
        </Button>
        <Button
          component="a"
          variant="subtle"
          href={OPEN_ARCHIVE_ADDRESS}
          leftSection={<IconArchive size={17} aria-hidden />}
          data-testid="archive-open"
        >
          {t.open}
        </Button>
      </Group>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t.makeTitle}
        size={520}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <MakeArchive onDone={() => setOpen(false)} />
      </Modal>
    </Card>
  );
};

const say = ({ name, files, bytes, leftOut }: Output<'archive.make'>): void => {
  if (leftOut.length > 0) notifyProblem(t.done, t.leftOut(leftOut.length));
  else notifyDone(t.done, t.doneText(name, formatNumber(files), formatBytes(bytes)));
};

const MakeArchive = ({ onDone }: { readonly onDone: () => void }) => {
  const make = useAction('archive.make');
  const folder = useChoose('archive');
  const submit = (passphrase: string) => {
    if (folder.path === null) return;
    make.mutate(
      { folder: folder.path, passphrase },
      {
        onSuccess: (made) => {
          say(made);
          onDone();
        },
      },
    );
  };
  return (
    <PassphraseForm
      submit={make.isPending ? t.making : t.submit}
      pending={make.isPending}
      ready={folder.path !== null}
      onSubmit={submit}
    >
      {make.error && <Problem error={errorValueOf(make.error)} />}
      <ChosenPath
        label={t.folder}
        path={folder.path}
        none={t.noFolder}
        action={t.pick}
        pending={folder.isPending}
        onPick={folder.pick}
        testId="archive-folder"
      />
      <p className={styles['soft']}>{t.note}</p>
    </PassphraseForm>
  );
};
