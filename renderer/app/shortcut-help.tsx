import { Kbd, Modal, Switch } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { texts } from '../../shared/texts/es-CL.ts';
import { OPEN_HELP } from '../lib/help-sheet.ts';
import { MOD } from '../lib/platform.ts';
import { SECTIONS } from '../lib/route.ts';
import { useSingleKeys } from '../lib/single-keys.ts';
import { useSession } from '../lib/use-session.ts';
import styles from './shell.module.css';

const t = texts.shell.help;
type Row = keyof typeof t.rows;

/** Alternatives of keys pressed together. */
const KEYS: Readonly<Record<Row, readonly (readonly string[])[]>> = {
  sections: [[MOD, `1…${SECTIONS.length}`]],
  commands: [[MOD, 'K']],
  search: [['/']],
  move: [['↑'], ['↓'], ['j'], ['k']],
  select: [['Espacio']],
  range: [
    ['Mayús', '↓'],
    ['Mayús', '↑'],
    ['Mayús', 'Espacio'],
  ],
  open: [['Enter']],
  retry: [['R']],
  verify: [['V']],
  export: [['E']],
  close: [['Esc']],
  regions: [['F6']],
  refresh: [['F5']],
  lock: [[MOD, 'L']],
  switch: [[MOD, 'Mayús', 'L']],
  help: [['?']],
};

/** All keys, and the switch for those of a single letter. */
export const ShortcutHelp = () => {
  const [opened, { open, close }] = useDisclosure(false);
  const [single, setSingle] = useSingleKeys();
  const signInOn = useSession().data?.signInOn ?? false;
  const rows = (Object.keys(KEYS) as Row[]).filter((row) => signInOn || (row !== 'lock' && row !== 'switch'));
  useWindowEvent(OPEN_HELP as keyof WindowEventMap, open);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t.title}
      size={560}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      data-testid="shortcut-help"
    >
      <table className={styles['keys']}>
        <thead>
          <tr>
            <th scope="col">{t.keys}</th>
            <th scope="col">{t.does}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <td>
                {KEYS[row].map((keys) => (
                  <span key={keys.join()} className={styles['chord']}>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                ))}
              </td>
              <td>{t.rows[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Switch
        mt={18}
        label={t.single}
        checked={single}
        onChange={(event) => setSingle(event.currentTarget.checked)}
        data-testid="single-keys"
      />
    </Modal>
  );
};
