import type { ReactNode } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { LockedBanner } from './locked-banner.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { VaultBanner } from './vault-banner.tsx';

interface ShellProps {
  readonly status: Output<'app.status'>;
  readonly children: ReactNode;
}

const CONTENT = 'contenido';

/** The frame: where one is, where one can go, and whether all is well, around the current screen. */
export const Shell = ({ status, children }: ShellProps) => (
  <div className={styles['shell']}>
    {/* A button, not a link: the address belongs to the routes. */}
    <button
      type="button"
      className={styles['skip']}
      onClick={() => document.getElementById(CONTENT)?.focus()}
      data-testid="skip"
    >
      {texts.shell.skip}
    </button>
    <Navigation status={status} />
    <main id={CONTENT} className={styles['main']} tabIndex={-1}>
      {status.stage === 'locked' && <LockedBanner />}
      {status.vaultProblem !== null && <VaultBanner code={status.vaultProblem} />}
      {children}
    </main>
    <StatusBar status={status} />
  </div>
);
