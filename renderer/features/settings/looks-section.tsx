import { texts } from '../../../shared/texts/es-CL.ts';
import { ColorSchemeSwitch } from '../../components/color-scheme.tsx';
import { Card } from '../../components/page.tsx';

/** Light, dark, or as the system. */
export const LooksSection = () => (
  <Card title={texts.settings.sections.looks} text={texts.settings.looks.text}>
    <ColorSchemeSwitch words />
  </Card>
);
