import { Button, Group } from '@mantine/core';
import { IconKeyboard, IconRoute } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Page } from '../../components/page.tsx';
import { openHelp } from '../../lib/help-sheet.ts';
import { addressOf, type Route } from '../../lib/route.ts';
import { useBeginTour } from '../../lib/tour.ts';
import { useMay } from '../../lib/use-session.ts';
import { CodesPage } from './codes-page.tsx';
import { DiagnosisPage } from './diagnosis-page.tsx';
import { GlossaryPage } from './glossary-page.tsx';
import styles from './help.module.css';
import { ManualPage } from './manual-page.tsx';

const t = texts.help;
const PAGES = ['manual', 'glosario', 'codigos', 'diagnostico'] as const;
type HelpPage = (typeof PAGES)[number];

const pageOf = (name: string | null): HelpPage => PAGES.find((page) => page === name) ?? 'manual';

/** Ayuda: the manual, the words, what the SII's answers mean, and the program's look at itself. */
export const Help = ({ route, practice }: { readonly route: Route; readonly practice: boolean }) => {
  const page = pageOf(route.page);
  const begin = useBeginTour();
  const mayTour = useMay('tour.go');
  return (
    <Page
      title={t.title}
      narrow
      actions={
        <Group gap={10}>
          {practice && mayTour && (
            <Button
              variant="default"
              leftSection={<IconRoute size={17} aria-hidden />}
              onClick={begin}
              data-testid="tour-begin"
            >
              {t.tour}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconKeyboard size={17} aria-hidden />}
            onClick={openHelp}
            data-testid="help-keys"
          >
            {t.keys}
          </Button>
        </Group>
      }
    >
      <nav className={styles['pages']} aria-label={t.pages.label}>
        {PAGES.map((each) => (
          <a
            key={each}
            href={each === 'manual' ? addressOf('ayuda') : addressOf('ayuda', each)}
            aria-current={each === page ? 'page' : undefined}
            data-testid={`help-${each}`}
          >
            {t.pages[each]}
          </a>
        ))}
      </nav>
      <Content page={page} />
    </Page>
  );
};

const Content = ({ page }: { readonly page: HelpPage }) => {
  switch (page) {
    case 'manual':
      return <ManualPage />;
    case 'glosario':
      return <GlossaryPage />;
    case 'codigos':
      return <CodesPage />;
    case 'diagnostico':
      return <DiagnosisPage />;
  }
};
