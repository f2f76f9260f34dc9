import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { errorValueOf } from '../../lib/api.ts';
import { useAction } from '../../lib/use-api.ts';
import { PassphraseForm } from '../safekeeping/passphrase-form.tsx';
import { Problem } from './problem.tsx';
import styles from './restore.module.css';

const t = texts.restore.protect;

/** Where the keys did not come along and the system has no keyring: a passphrase for new ones. */
export const ProtectKeys = () => {
  const protect = useAction('keys.protect');
  return (
    <div className={styles['spaced']}>
      <h3 className={styles['subtitle']}>{t.title}</h3>
      <p className={styles['note']}>{t.text}</p>
      {protect.error && <Problem error={errorValueOf(protect.error)} />}
      <PassphraseForm
        submit={t.submit}
        pending={protect.isPending}
        onSubmit={(passphrase) => protect.mutate({ passphrase }, { onSuccess: () => notifyDone(t.done) })}
      />
    </div>
  );
};
