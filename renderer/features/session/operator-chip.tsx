import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconLock, IconSelector, IconUserShare } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { closeSession, useSession } from '../../lib/use-session.ts';
import { Initials } from './initials.tsx';
import { OwnSecretModal } from './own-secret-modal.tsx';
import styles from './session.module.css';

const t = texts.operators.chip;
const ICON = { size: 16, 'aria-hidden': true } as const;

/** Who is signed in, and the ways out. A shop of one sees nothing here. */
export const OperatorChip = () => {
  const { data } = useSession();
  const [changing, { open, close }] = useDisclosure(false);
  if (data === undefined || !data.signInOn || data.operator === null) return null;
  const { name, role } = data.operator;
  const roleName = texts.operators.roles[role].name;
  return (
    <>
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <button type="button" className={styles['chip']} data-testid="operator-chip">
            <Initials name={name} size="sm" />
            <span className={styles['chipText']}>
              <span className={styles['chipName']}>{name}</span>
              <span className={styles['chipRole']}>{roleName}</span>
            </span>
            <IconSelector size={16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconLock {...ICON} />}
            onClick={() => void closeSession('same')}
            data-testid="session-lock"
          >
            {t.lock}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserShare {...ICON} />}
            onClick={() => void closeSession('other')}
            data-testid="session-switch"
          >
            {t.switch}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey {...ICON} />} onClick={open} data-testid="session-change">
            {t.change}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <OwnSecretModal onClose={close} />}
    </>
  );
};
