import { texts } from '../../../shared/texts/es-CL.ts';
import { Card } from '../../components/page.tsx';
import styles from './safekeeping.module.css';
import { SafekeepingStrip } from './safekeeping-strip.tsx';

const t = texts.safekeeping.settings;

/** For Ajustes, under the vault's folder: how the copies are, and the way to their page. */
export const SafekeepingSection = () => (
  <div className={styles['section']}>
    <Card title={t.title} text={t.text}>
      <SafekeepingStrip />
    </Card>
  </div>
);
