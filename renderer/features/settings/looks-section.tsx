import { Group } from '@mantine/core';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ColorSchemeSwitch } from '../../components/color-scheme.tsx';
import { DensitySwitch } from '../../components/density-switch.tsx';
import { Card } from '../../components/page.tsx';

/** Light, dark, or as the system; comfortable or compact. */
export const LooksSection = () => (
  <Card title={texts.settings.sections.looks} text={texts.settings.looks.text}>
    <Group gap={16}>
      <ColorSchemeSwitch words />
      <DensitySwitch />
    </Group>
  </Card>
);
