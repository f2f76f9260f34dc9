import { type ReactNode, useState } from 'react';
import { SEND_ERROR_CODES, type SendErrorCode } from '../../../shared/domain/send-errors.ts';
import { SII_REASONS, UPLOAD_STATUS } from '../../../shared/domain/sii-codes.ts';
import { SII_STATES } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import styles from './help.module.css';
import { HelpSearch, NothingFound } from './help-search.tsx';
import { fold, matches } from './manual.ts';

const t = texts.help.codes;

interface Row {
  readonly key: string;
  readonly words: string;
  readonly cells: readonly ReactNode[];
}

const row = (key: string, ...cells: readonly string[]): Row => ({ key, words: fold(cells.join(' ')), cells });

const answerRow = (name: string, code: SendErrorCode): Row => {
  const { what, weDo, youCan } = texts.sendErrors[code];
  return row(name, name, what, weDo, youCan);
};

const STATUS: readonly Row[] = [
  row('0', '0', t.received, texts.siiStates.received.meaning, ''),
  ...Object.entries(UPLOAD_STATUS)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([status, code]) => answerRow(status, code)),
];
const OURS: readonly Row[] = SEND_ERROR_CODES.map((code) => {
  const { what, weDo, youCan } = texts.sendErrors[code];
  return row(code, what, weDo, youCan);
});
const STATES: readonly Row[] = SII_STATES.map((state) =>
  row(state, texts.siiStates[state].name, texts.siiStates[state].meaning),
);
const REASONS: readonly Row[] = Object.entries(SII_REASONS).map(([code, words]) => ({
  ...row(code, code, words),
  // Its own words, as it writes them.
  cells: [code, <q key="said">{words}</q>],
}));

const TABLES = [
  { title: t.states, text: t.statesLead, heads: [t.states, t.means], rows: STATES },
  { title: t.siiStatus, text: t.siiStatusLead, heads: [t.code, t.what, t.weDo, t.youCan], rows: STATUS },
  { title: t.reasons, text: t.reasonsLead, heads: [t.code, t.means], rows: REASONS },
  { title: t.ours, text: t.oursLead, heads: [t.what, t.weDo, t.youCan], rows: OURS },
] as const;

/** What each answer of the SII means, from the tables that the program itself goes by. */
export const CodesPage = () => {
  const [typed, setTyped] = useState('');
  const tables = TABLES.map((table) => ({
    ...table,
    rows: table.rows.filter(({ words }) => matches(words, typed)),
  })).filter(({ rows }) => rows.length > 0);
  const found = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      <HelpSearch value={typed} onChange={setTyped} found={typed === '' ? null : found} />
      {found === 0 && (
        <Card>
          <NothingFound onClear={() => setTyped('')} />
        </Card>
      )}
      {tables.map(({ title, text, heads, rows }) => (
        <Card key={title} title={title} text={text}>
          <div className={styles['wide']}>
            <table className={styles['codes']} aria-label={title} data-coded={heads[0] === t.code}>
              <thead>
                <tr>
                  {heads.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, cells }) => (
                  <tr key={key}>
                    {cells.map((cell, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                      <td key={index}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      ))}
    </>
  );
};
