import { Anchor, Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { May } from '../../components/may.tsx';
import { RESTORE_ADDRESS } from './place.ts';

const t = texts.restore;

/** Opens the wizard from the screens of a running business. */
export const RestoreButton = () => (
  <May channel="restore.run">
    <Button
      component="a"
      variant="default"
      href={RESTORE_ADDRESS}
      leftSection={<IconHistory size={17} aria-hidden />}
      data-testid="restore-open"
    >
      {t.link}
    </Button>
  </May>
);

/** Opens the wizard from the welcome screen. */
export const RestoreLink = () => (
  <Anchor href={RESTORE_ADDRESS} mt={22} fw={550} data-testid="restore-first">
    {t.linkFirst}
  </Anchor>
);
