import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { May } from '../components/may.tsx';
import { HealthBanners } from '../features/safekeeping/health-banners.tsx';
import { TourPanel } from '../features/tour/tour-panel.tsx';
import { CONTENT } from '../lib/content.ts';
import { useRoute } from '../lib/route.ts';
import { useFocusHome } from '../lib/use-focus-home.ts';
import { useMay } from '../lib/use-session.ts';
import { CommandPalette, openCommands } from './command-palette.tsx';
import { LockedBanner } from './locked-banner.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import styles from './shell.module.css';
import { ShortcutHelp } from './shortcut-help.tsx';
import { StatusBar } from './status-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { VaultBanner } from './vault-banner.tsx';

interface ShellProps {
  readonly status: Output<'app.status'>;
  readonly children: ReactNode;
}

/** Pages that open over their section's list. */
const OVER_THE_LIST: readonly string[] = ['ver', 'pausar'];

/** Another screen begins at its top. A document that opens over its list leaves the list where it is. */
const useScrollToTop = () => {
  const main = useRef<HTMLElement>(null);
  const { section, page, id } = useRoute();
  const screen = page === null || OVER_THE_LIST.includes(page) ? section : `${section}/${page}/${id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen is what it waits for
  useLayoutEffect(() => {
    main.current?.scrollTo({ top: 0 });
    // The focus was on something that is gone: whoever has no mouse goes on from the new screen, not from the menu.
    if (document.activeElement === document.body) main.current?.focus();
    document.title = `${texts.shell.nav[section]} · ${texts.common.appName}`;
  }, [screen]);
  return main;
};

/** The frame: where one is, where one can go, and whether all is well, around the current screen. */
export const Shell = ({ status, children }: ShellProps) => {
  const main = useScrollToTop();
  useShortcuts();
  useFocusHome(() => main.current);
  const mayIssue = useMay('documents.issue') && status.stage === 'ready';
  return (
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
      <Navigation status={status} onCommands={openCommands} />
      <main ref={main} id={CONTENT} className={styles['main']} tabIndex={-1} data-region>
        {status.environment === 'practice' && (
          <May channel="tour.go">
            <TourPanel />
          </May>
        )}
        <HealthBanners />
        {status.stage === 'locked' && <LockedBanner opener={status.keysOpener} />}
        <OfflineBanner environment={status.environment} place={mayIssue ? 'issuing' : 'reading'} />
        {/* Of a full disk the banner above says more. */}
        {status.vaultProblem !== null && status.vaultProblem !== 'disk_full' && (
          <VaultBanner code={status.vaultProblem} />
        )}
        {children}
      </main>
      <StatusBar status={status} />
      <CommandPalette locked={status.stage === 'locked'} practice={status.environment === 'practice'} />
      <ShortcutHelp />
    </div>
  );
};
