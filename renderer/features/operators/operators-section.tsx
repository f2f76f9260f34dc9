import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconKey, IconPencil, IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../components/hidden-caption.tsx';
import { Async } from '../../components/loading.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/pill.tsx';
import { useAction, useApi } from '../../lib/use-api.ts';
import { useSession } from '../../lib/use-session.ts';
import { Initials } from '../session/initials.tsx';
import { AddModal } from './add-modal.tsx';
import { DeactivateModal } from './deactivate-modal.tsx';
import { EditModal } from './edit-modal.tsx';
import { IdleForm } from './idle-form.tsx';
import type { Operator } from './operator.ts';
import styles from './operators.module.css';
import { ResetModal } from './reset-modal.tsx';

const t = texts.operators.card;
const ICON = { size: 16, 'aria-hidden': true } as const;

type Open = {
  readonly what: 'edit' | 'reset' | 'deactivate' | 'reactivate';
  readonly operator: Operator;
} | null;

/** Who works here. */
export const OperatorsSection = () => {
  const query = useApi('operators.list', {});
  const session = useSession().data;
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const items = query.data?.items ?? [];
  const active = items.filter((each) => each.active);
  const alone = active.length === 1 ? (active[0] ?? null) : null;
  return (
    <Card
      title={t.title}
      text={alone === null ? t.textMany : t.textOne}
      action={
        <Button
          variant="default"
          flex="none"
          leftSection={<IconUserPlus size={17} aria-hidden />}
          onClick={() => setAdding(true)}
          data-testid="operator-add"
        >
          {t.add}
        </Button>
      }
    >
      <Async query={query} rows={3}>
        {(list) => (
          <table className={styles['table']} data-testid="operators">
            <HiddenCaption>{t.caption}</HiddenCaption>
            <thead>
              <tr>
                <th scope="col">{t.operator}</th>
                <th scope="col">{texts.operators.fields.role}</th>
                <th scope="col">{t.secret}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{texts.common.table.actions}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((operator) => (
                <Row
                  key={operator.id}
                  operator={operator}
                  isMe={operator.id === session?.operator?.id}
                  alone={alone !== null}
                  onOpen={(what) => setOpen({ what, operator })}
                />
              ))}
            </tbody>
          </table>
        )}
      </Async>
      {session?.signInOn === true && <IdleForm key={session.idleMinutes} minutes={session.idleMinutes} />}
      {adding && <AddModal alone={alone} onClose={() => setAdding(false)} />}
      {open?.what === 'edit' && <EditModal operator={open.operator} onClose={close} />}
      {open?.what === 'reset' && <ResetModal operator={open.operator} onClose={close} />}
      {open?.what === 'deactivate' && (
        <DeactivateModal operator={open.operator} leavesOne={active.length === 2} onClose={close} />
      )}
      {open?.what === 'reactivate' && <AddModal alone={alone} reactivated={open.operator} onClose={close} />}
    </Card>
  );
};

interface RowProps {
  readonly operator: Operator;
  readonly isMe: boolean;
  readonly alone: boolean;
  readonly onOpen: (what: NonNullable<Open>['what']) => void;
}

const Row = ({ operator, isMe, alone, onOpen }: RowProps) => {
  const { id, name, role, active, kind } = operator;
  const setActive = useAction('operators.setActive');
  const reactivate = () => {
    // Whoever is alone has to choose his own first.
    if (alone) onOpen('reactivate');
    else
      setActive.mutate(
        { id, active: true },
        {
          onSuccess: () => notifyDone(texts.operators.deactivate.reactivated(name)),
          onError: notifyFailed,
        },
      );
  };
  return (
    <tr data-testid={`operator-${id}`} data-inactive={!active}>
      <td>
        <span className={styles['name']}>
          <Initials name={name} size="sm" />
          <span>
            {name}
            {isMe && <span className={styles['you']}> ({t.you})</span>}
          </span>
        </span>
      </td>
      <td>{texts.operators.roles[role].name}</td>
      <td>{kind === null ? t.noSecret : texts.operators.kinds[kind].name}</td>
      <td>
        <Pill tone={active ? 'ok' : 'neutral'} icon={active ? IconUserCheck : IconUserOff}>
          {active ? t.active : t.inactive}
        </Pill>
      </td>
      <td className={styles['actions']}>
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={t.actions(name)}
              data-testid={`operator-actions-${id}`}
            >
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPencil {...ICON} />}
              onClick={() => onOpen('edit')}
              data-testid="operator-edit"
            >
              {t.edit}
            </Menu.Item>
            {kind !== null && !isMe && (
              <Menu.Item
                leftSection={<IconKey {...ICON} />}
                onClick={() => onOpen('reset')}
                data-testid="operator-reset"
              >
                {t.reset}
              </Menu.Item>
            )}
            {active && !isMe && (
              <Menu.Item
                leftSection={<IconUserOff {...ICON} />}
                onClick={() => onOpen('deactivate')}
                data-testid="operator-deactivate"
              >
                {t.deactivate}
              </Menu.Item>
            )}
            {!active && (
              <Menu.Item
                leftSection={<IconUserCheck {...ICON} />}
                onClick={reactivate}
                data-testid="operator-reactivate"
              >
                {t.reactivate}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
};
