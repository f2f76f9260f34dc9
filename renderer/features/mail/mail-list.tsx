import { formatNumber } from '../../../shared/format/money.ts';
import type { MailRow } from '../../../shared/ipc/mail.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { RelativeTime } from '../../components/list/cells.tsx';
import { documentName } from '../../lib/text.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './mail.module.css';
import { MailActions } from './mail-actions.tsx';
import { MailPill, mailTrouble, nextTry } from './mail-state.tsx';

interface MailListProps {
  readonly items: readonly MailRow[];
  /** Where they are of several documents. */
  readonly withDocument?: boolean;
}

/** Messages with their state, what is wrong with them, and what can be done. */
export const MailList = ({ items, withDocument = false }: MailListProps) => {
  const now = useNow();
  return (
    <ul className={styles['list']} aria-label={texts.mail.list.caption} data-testid="mail-list">
      {items.map((mail) => {
        const trouble = mailTrouble(mail);
        const again = nextTry(mail, now);
        return (
          <li key={mail.id} className={styles['item']} data-testid={`mail-${mail.id}`}>
            <div className={styles['head']}>
              {withDocument && <strong>{documentName(mail)}</strong>}
              <span className={styles['to']}>{mail.recipient}</span>
              <MailPill mail={mail} />
              <span className={styles['soft']}>
                <RelativeTime at={mail.updatedAt} />
                {mail.attempts > 1 && ` · ${texts.mail.attempts(formatNumber(mail.attempts))}`}
              </span>
            </div>
            {mail.practice && mail.state === 'sent' && (
              <p className={styles['trouble']}>{texts.mail.sentPracticeText}</p>
            )}
            {trouble && (
              <p className={styles['trouble']}>
                <strong>{trouble.what}</strong>
                {trouble.youCan} {again}
              </p>
            )}
            <div className={styles['actions']}>
              <MailActions mail={mail} />
            </div>
          </li>
        );
      })}
    </ul>
  );
};
