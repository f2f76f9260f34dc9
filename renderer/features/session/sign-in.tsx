import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { EnvironmentChip } from '../../app/environment-chip.tsx';
import { Logo } from '../../components/logo.tsx';
import { type SessionState, takeExpected } from '../../lib/use-session.ts';
import { Initials } from './initials.tsx';
import { SecretForm } from './secret-form.tsx';
import styles from './session.module.css';

const t = texts.operators.signIn;
type Choice = SessionState['choices'][number];

/** Who is there: the operators as tiles, then the PIN of the one who was chosen. */
export const SignIn = ({ session }: { readonly session: SessionState }) => {
  const [chosenId, setChosenId] = useState<number | null>(() =>
    takeExpected() === 'same' ? session.lastId : null,
  );
  const chosen = session.choices.find(({ id }) => id === chosenId) ?? null;
  return (
    <main className={styles['page']} data-asking data-testid="sign-in">
      <div className={styles['brand']}>
        <Logo size={30} />
        {texts.common.appName}
      </div>
      <p className={styles['companyName']}>{session.companyName}</p>
      {session.environment !== null && <EnvironmentChip environment={session.environment} still />}
      <h1 className={styles['title']}>{chosen === null ? t.title : t.locked}</h1>
      <p className={styles['lead']}>
        <IconLock size={16} stroke={1.8} aria-hidden />
        {t.goesOn}
      </p>
      {chosen === null ? (
        <Tiles choices={session.choices} onChoose={setChosenId} />
      ) : (
        <SecretForm
          key={chosen.id}
          choice={chosen}
          recoverable={session.recoverable}
          managers={session.choices.filter(({ role }) => role === 'encargado').length}
          onOther={() => setChosenId(null)}
        />
      )}
    </main>
  );
};

interface TilesProps {
  readonly choices: readonly Choice[];
  readonly onChoose: (id: number) => void;
}

const Tiles = ({ choices, onChoose }: TilesProps) => (
  <ul className={styles['tiles']} aria-label={t.choose}>
    {choices.map(({ id, name, role, waitSeconds }) => (
      <li key={id}>
        <button
          type="button"
          className={styles['tile']}
          onClick={() => onChoose(id)}
          data-testid={`operator-tile-${id}`}
        >
          <Initials name={name} />
          <span className={styles['tileName']}>{name}</span>
          <span className={styles['tileRole']}>{texts.operators.roles[role].name}</span>
          {waitSeconds > 0 && <span className={styles['tileWait']}>{t.waits}</span>}
        </button>
      </li>
    ))}
  </ul>
);
