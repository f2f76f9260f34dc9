import type { ReactNode } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Changeable, ReadOnlyNote } from '../../components/may.tsx';
import { Page } from '../../components/page.tsx';
import { useSectionInView } from '../../lib/use-section-in-view.ts';
import { useMay } from '../../lib/use-session.ts';
import { MailSection } from '../mail/mail-section.tsx';
import { OperatorsSection } from '../operators/operators-section.tsx';
import { SafekeepingSection } from '../safekeeping/safekeeping-section.tsx';
import { CompanySection } from './company-section.tsx';
import { InboxSection } from './inbox-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { LooksSection } from './looks-section.tsx';
import { PracticeSection } from './practice-section.tsx';
import { PresenceSection } from './presence-section.tsx';
import styles from './settings.module.css';
import { VaultSection } from './vault-section.tsx';

const t = texts.settings;

type SectionName = Exclude<keyof typeof t.sections, 'label'>;

interface SectionEntry {
  readonly name: SectionName;
  readonly content: ReactNode;
}

const idOf = (name: SectionName): string => `ajustes-${name}`;

/** Ajustes: one section under the other, with an index at the left. */
export const Settings = ({ practice }: { readonly practice: boolean }) => {
  const mayOperators = useMay('operators.list');
  const sections: readonly SectionEntry[] = [
    ...(practice ? [{ name: 'practice', content: <PracticeSection /> } as const] : []),
    { name: 'company', content: <CompanySection /> },
    { name: 'vault', content: [<VaultSection key="folder" />, <SafekeepingSection key="copies" />] },
    { name: 'mail', content: <MailSection /> },
    { name: 'keys', content: <KeysSection /> },
    { name: 'inbox', content: <InboxSection /> },
    { name: 'presence', content: <PresenceSection /> },
    ...(mayOperators ? [{ name: 'operators', content: <OperatorsSection /> } as const] : []),
    { name: 'looks', content: <LooksSection /> },
  ];
  const current = useSectionInView(sections.map(({ name }) => idOf(name)));
  return (
    <Page title={t.title} narrow>
      <div className={styles['layout']}>
        <nav className={styles['index']} aria-label={t.sections.label}>
          {sections.map(({ name }) => (
            <button
              key={name}
              type="button"
              onClick={() => document.getElementById(idOf(name))?.scrollIntoView({ block: 'start' })}
              aria-current={current === idOf(name) ? 'location' : undefined}
              data-testid={`settings-${name}`}
            >
              {t.sections[name]}
            </button>
          ))}
        </nav>
        <div className={styles['sections']}>
          <ReadOnlyNote channel="company.update" />
          {sections.map(({ name, content }) => (
            <div key={name} id={idOf(name)} className={styles['anchor']}>
              {name === 'looks' ? content : <Changeable channel="company.update">{content}</Changeable>}
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
};
