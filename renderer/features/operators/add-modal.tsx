import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { FIRST_OPERATOR } from '../../../shared/domain/operators.ts';
import type { Role } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { notifyDone } from '../../components/notify.tsx';
import { NO_SECRET, SecretFields, secretErrors } from '../../components/secret-fields.tsx';
import { useAction } from '../../lib/use-api.ts';
import { FormModal } from './form-modal.tsx';
import type { Operator } from './operator.ts';
import styles from './operators.module.css';
import { RoleField } from './role-field.tsx';

const t = texts.operators.add;
const { fields } = texts.operators;

interface AddModalProps {
  /** Who was alone until now, and needs a PIN of his own with the second one. */
  readonly alone: Operator | null;
  /** Comes back instead of being added. */
  readonly reactivated?: Operator;
  readonly onClose: () => void;
}

/** A further operator; with the second one, the first chooses his own PIN in the same step. */
export const AddModal = ({ alone, reactivated, onClose }: AddModalProps) => {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('usuario');
  const [theirs, setTheirs] = useState(NO_SECRET);
  const [ownName, setOwnName] = useState(alone?.name === FIRST_OPERATOR ? '' : (alone?.name ?? ''));
  const [mine, setMine] = useState(NO_SECRET);
  const [tried, setTried] = useState(false);
  const add = useAction('operators.add');
  const setActive = useAction('operators.setActive');
  const isNew = reactivated === undefined;

  const theirErrors = isNew ? secretErrors(theirs) : {};
  const myErrors = alone === null ? {} : secretErrors(mine);
  const needsOwnName = alone !== null && isNew;
  const isGood =
    (!isNew || name.trim() !== '') &&
    (!needsOwnName || ownName.trim() !== '') &&
    Object.keys({ ...theirErrors, ...myErrors }).length === 0;

  const done = (who: string) => {
    notifyDone(texts.operators.add.done(who), alone === null ? undefined : t.doneFirst);
    onClose();
  };
  const submit = () => {
    setTried(true);
    if (!isGood) return;
    const own = alone === null ? null : { kind: mine.kind, secret: mine.secret };
    if (reactivated !== undefined) {
      setActive.mutate(
        { id: reactivated.id, active: true, own },
        { onSuccess: () => done(reactivated.name) },
      );
      return;
    }
    add.mutate(
      {
        name: name.trim(),
        role,
        kind: theirs.kind,
        secret: theirs.secret,
        own: own === null ? null : { ...own, name: ownName.trim() },
      },
      { onSuccess: () => done(name.trim()) },
    );
  };
  return (
    <FormModal
      title={isNew ? t.title : texts.operators.card.reactivate}
      submit={isNew ? t.submit : texts.operators.card.reactivate}
      busy={add.isPending || setActive.isPending}
      error={add.error ?? setActive.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {isNew && (
        <section className={styles['part']}>
          <h3 className={styles['legend']}>{t.person}</h3>
          <TextInput
            label={fields.name}
            description={fields.nameHint}
            value={name}
            maxLength={60}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && name.trim() === '' ? fields.nameMissing : null}
            data-testid="operator-name"
          />
          <RoleField value={role} onChange={setRole} />
          <SecretFields
            legend={fields.kind}
            value={theirs}
            onChange={setTheirs}
            errors={tried ? theirErrors : {}}
            testId="operator-secret"
          />
        </section>
      )}
      {alone !== null && (
        <section className={styles['part']}>
          <h3 className={styles['legend']}>{t.own}</h3>
          <p className={styles['soft']}>{t.ownText}</p>
          {needsOwnName && (
            <TextInput
              label={t.ownName}
              value={ownName}
              maxLength={60}
              onChange={(event) => setOwnName(event.currentTarget.value)}
              error={tried && ownName.trim() === '' ? fields.nameMissing : null}
              data-testid="own-name"
            />
          )}
          <SecretFields
            legend={fields.ownKind}
            value={mine}
            onChange={setMine}
            errors={tried ? myErrors : {}}
            testId="own-secret"
          />
        </section>
      )}
    </FormModal>
  );
};
