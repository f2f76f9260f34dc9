import { formatNumber } from '../../../shared/format/money.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../components/hidden-caption.tsx';
import { documentName } from '../../lib/text.ts';
import type { PracticeView } from './practice-view.ts';
import styles from './settings.module.css';

const t = texts.settings.practice;

const stateName = (state: string): string =>
  (texts.settings.practiceStates as Readonly<Record<string, string>>)[state] ?? state;

/** What arrived at the practice SII, and how often: the proof that nothing was sent twice. */
export const PracticeReceived = ({ received }: { readonly received: PracticeView['received'] }) => (
  <div className={styles['block']}>
    <h3>{t.received}</h3>
    <p className={styles['soft']}>{received.length === 0 ? t.receivedEmpty : t.receivedText}</p>
    {received.length > 0 && (
      <table className={styles['table']} data-testid="practice-received">
        <HiddenCaption>{t.received}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t.receivedDocument}</th>
            <th scope="col">{t.receivedTrackId}</th>
            <th scope="col" className={styles['right']}>
              {t.receivedUploads}
            </th>
            <th scope="col">{t.receivedState}</th>
            <th scope="col">{t.receivedReason}</th>
          </tr>
        </thead>
        <tbody>
          {received.map((row) => (
            <tr key={`${row.type}-${row.folio}-${row.trackId}`}>
              <td>{documentName(row)}</td>
              <td>{row.trackId}</td>
              <td className={styles['right']}>{formatNumber(row.uploads)}</td>
              <td>{stateName(row.state)}</td>
              <td>{row.reason ?? texts.common.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </div>
);
