import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import styles from './help.module.css';
import { HelpSearch, NothingFound } from './help-search.tsx';
import { MANUAL, matches } from './manual.ts';
import { Markdown } from './markdown.tsx';

const t = texts.help;

/** The manual, with its contents at the left and a search over all of it. */
export const ManualPage = () => {
  const [typed, setTyped] = useState('');
  const sections = MANUAL.filter(({ words }) => matches(words, typed));
  return (
    <>
      <HelpSearch value={typed} onChange={setTyped} found={typed === '' ? null : sections.length} />
      <div className={styles['manual']}>
        <nav className={styles['contents']} aria-label={t.manual.index}>
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              onClick={() => {
                const heading = document.getElementById(`manual-${id}`);
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
              <h2 id={`manual-${id}`} tabIndex={-1}>
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
