import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import { useSectionInView } from '../../lib/use-section-in-view.ts';
import styles from './help.module.css';
import { HelpSearch, NothingFound } from './help-search.tsx';
import { MANUAL, matches } from './manual.ts';
import { Markdown } from './markdown.tsx';

const t = texts.help;

const idOf = (id: string): string => `manual-${id}`;

/** The manual, with its contents at the left and a search over all of it. */
export const ManualPage = () => {
  const [typed, setTyped] = useState('');
  const sections = MANUAL.filter(({ words }) => matches(words, typed));
  const current = useSectionInView(sections.map(({ id }) => idOf(id)));
  return (
    <>
      <HelpSearch value={typed} onChange={setTyped} found={typed === '' ? null : sections.length} />
      <div className={styles['manual']}>
        <nav className={styles['contents']} aria-label={t.manual.index}>
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              aria-current={current === idOf(id) ? 'location' : undefined}
              onClick={() => {
                const heading = document.getElementById(idOf(id));
                heading?.scrollIntoView({ block: 'start' });
                heading?.focus({ preventScroll: true });
              }}
            >
              {title}
            </button>
          ))}
        </nav>
        <Card className={styles['text']}>
          {sections.length === 0 && <NothingFound onClear={() => setTyped('')} />}
          {sections.map(({ id, title, tokens }) => (
            <section key={id} className={styles['section']}>
              <h2 id={idOf(id)} tabIndex={-1}>
                {title}
              </h2>
              <Markdown tokens={tokens} />
            </section>
          ))}
        </Card>
      </div>
    </>
  );
};
