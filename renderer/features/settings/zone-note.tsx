import { texts } from '../../../shared/texts/es-CL.ts';
import { useZoneNote } from '../../lib/use-zone.ts';
import styles from './settings.module.css';

/** Whose clock counts, on a computer that is set to another one. */
export const ZoneNote = () => {
  const note = useZoneNote();
  if (note === null) return null;
  return (
    <div className={styles['block']} data-testid="zone-note">
      <h3>{texts.zone.title}</h3>
      <p className={styles['soft']}>{note}</p>
    </div>
  );
};
