import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import styles from './help.module.css';
import { HelpSearch, NothingFound } from './help-search.tsx';
import { fold, matches } from './manual.ts';

const t = texts.help.glossary;

/** What the words of the SII and of the program mean. */
export const GlossaryPage = () => {
  const [typed, setTyped] = useState('');
  const entries = t.entries
    .toSorted(([a], [b]) => a.localeCompare(b, 'es'))
    .filter(([word, meaning]) => matches(fold(`${word} ${meaning}`), typed));
  return (
    <>
      <HelpSearch value={typed} onChange={setTyped} found={typed === '' ? null : entries.length} />
      <Card text={t.lead} title={texts.help.pages.glosario}>
        {entries.length === 0 ? (
          <NothingFound onClear={() => setTyped('')} />
        ) : (
          <dl className={styles['glossary']}>
            {entries.map(([word, meaning]) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        )}
      </Card>
    </>
  );
};
