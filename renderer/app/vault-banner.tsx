import { Anchor } from '@mantine/core';
import { IconFolderX } from '@tabler/icons-react';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { addressOf } from '../lib/route.ts';
import { errorText } from '../lib/text.ts';
import styles from './shell.module.css';

const t = texts.shell.vault;

/** Copies do not reach the vault: why, and what can be done. They wait in the database meanwhile. */
export const VaultBanner = ({ code }: { readonly code: ErrorCode }) => {
  const { what, youCan } = errorText({ code });
  return (
    <section className={styles['locked']} aria-label={t.title} data-testid="vault-banner">
      <IconFolderX size={22} stroke={1.8} aria-hidden />
      <div role="status">
        <strong>{t.title}</strong>
        {what} {youCan}
      </div>
      <Anchor ml="auto" c="inherit" fw={600} underline="always" href={addressOf('ajustes')}>
        {t.action}
      </Anchor>
    </section>
  );
};
