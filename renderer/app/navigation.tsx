import {
  type Icon,
  IconFileCertificate,
  IconFileText,
  IconHelpCircle,
  IconHome,
  IconNotebook,
  IconSearch,
  IconSend,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';
import { formatRut } from '../../shared/domain/rut.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { ColorSchemeSwitch } from '../components/color-scheme.tsx';
import { Logo } from '../components/logo.tsx';
import { OperatorChip } from '../features/session/operator-chip.tsx';
import { MOD } from '../lib/platform.ts';
import { addressOf, SECTIONS, type Section, useRoute } from '../lib/route.ts';
import { EnvironmentChip } from './environment-chip.tsx';
import styles from './shell.module.css';

/** The sign of each section, here and in the command palette. */
export const SECTION_ICONS: Record<Section, Icon> = {
  inicio: IconHome,
  documentos: IconFileText,
  respaldos: IconShieldCheck,
  cola: IconSend,
  folios: IconFileCertificate,
  ajustes: IconSettings,
  bitacora: IconNotebook,
  ayuda: IconHelpCircle,
};

interface NavigationProps {
  readonly status: Output<'app.status'>;
  readonly onCommands: () => void;
}

/** More digits would push the section's name onto a second line. */
const MOST_ON_BADGE = 999;

/** The left side: brand, environment, company, sections with the badge of what needs a person, and appearance. */
export const Navigation = ({ status, onCommands }: NavigationProps) => {
  const { section } = useRoute();
  return (
    <nav className={styles['nav']} aria-label={texts.shell.mainNav} tabIndex={-1} data-region>
      <div className={styles['brand']}>
        <Logo />
        <span className={styles['brandName']}>{texts.common.appName}</span>
      </div>
      <div className={styles['company']}>
        <div className={styles['companyName']} title={status.companyName ?? undefined}>
          {status.companyName}
        </div>
        {status.companyRut !== null && formatRut(status.companyRut)}
      </div>
      {status.environment !== null && <EnvironmentChip environment={status.environment} />}
      <ul className={styles['links']}>
        {SECTIONS.map((each) => (
          <li key={each}>
            <NavLink
              section={each}
              current={each === section}
              needsPerson={each === 'cola' ? status.needsPerson : 0}
            />
          </li>
        ))}
      </ul>
      <div className={styles['foot']}>
        <OperatorChip />
        <button type="button" className={styles['commands']} onClick={onCommands} data-testid="commands-open">
          <IconSearch size={16} stroke={1.8} aria-hidden />
          <span className={styles['label']}>{texts.shell.commands.open}</span>
          <kbd>{MOD} K</kbd>
        </button>
        <div className={styles['wideOnly']}>
          <ColorSchemeSwitch />
        </div>
      </div>
    </nav>
  );
};

interface NavLinkProps {
  readonly section: Section;
  readonly current: boolean;
  readonly needsPerson: number;
}

const NavLink = ({ section, current, needsPerson }: NavLinkProps) => {
  const LinkIcon = SECTION_ICONS[section];
  return (
    <a
      className={styles['link']}
      href={addressOf(section)}
      aria-current={current ? 'page' : undefined}
      data-testid={`nav-${section}`}
    >
      <LinkIcon size={19} stroke={1.7} aria-hidden />
      <span className={styles['label']}>{texts.shell.nav[section]}</span>
      {needsPerson > 0 && (
        <span
          className={styles['badge']}
          title={texts.shell.needsPerson(needsPerson)}
          data-testid="nav-badge"
        >
          {needsPerson > MOST_ON_BADGE ? texts.shell.moreThan(MOST_ON_BADGE) : needsPerson}
        </span>
      )}
    </a>
  );
};
