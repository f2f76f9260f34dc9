import { Button, Group } from '@mantine/core';
import { type Icon, IconCamera, IconDeviceUsb, IconLifebuoy } from '@tabler/icons-react';
import { formatRelative } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useNow } from '../../lib/use-now.ts';
import { RestoreButton } from '../restore/restore-link.tsx';
import { SAFEKEEPING_ADDRESS } from './place.ts';
import styles from './safekeeping.module.css';
import { useVaultStatus, type VaultStatus } from './use-safekeeping.ts';
import { drillVerdict, mirrorVerdict } from './verdicts.ts';

const t = texts.safekeeping;

interface Sign {
  readonly icon: Icon;
  readonly label: string;
  readonly tone: 'ok' | 'wait' | 'bad' | 'neutral' | 'info';
  readonly text: string;
}

const signsOf = (status: VaultStatus, now: number): readonly Sign[] => {
  const { mirror, lastSnapshotAt, lastDrill } = status;
  const mirrorTone = mirrorVerdict(mirror, now).tone;
  const ago = (at: number | null, never: string) => (at === null ? never : formatRelative(at, now));
  return [
    {
      icon: IconDeviceUsb,
      label: t.strip.mirror,
      tone: mirrorTone,
      text: mirror.folder === null ? t.strip.noMirror : ago(mirror.lastCopyAt, t.strip.never),
    },
    {
      icon: IconCamera,
      label: t.strip.snapshot,
      tone: lastSnapshotAt === null ? 'neutral' : 'ok',
      text: ago(lastSnapshotAt, t.strip.never),
    },
    {
      icon: IconLifebuoy,
      label: t.strip.drill,
      tone: lastDrill === null ? 'neutral' : drillVerdict(lastDrill).tone,
      text: ago(lastDrill?.at ?? null, t.strip.neverDrill),
    },
  ];
};

/** One line about how the copies are cared for, and the ways to more of it and to a restore. */
export const SafekeepingStrip = () => {
  const { data } = useVaultStatus();
  const now = useNow();
  return (
    <section className={styles['strip']} aria-label={t.strip.label} data-testid="safekeeping-strip">
      <ul>
        {(data === undefined ? [] : signsOf(data, now)).map(({ icon: SignIcon, label, tone, text }) => (
          <li key={label} data-tone={tone}>
            <SignIcon size={17} stroke={1.8} aria-hidden />
            <span>{label}:</span> {text}
          </li>
        ))}
      </ul>
      <Group gap={10} wrap="nowrap" ml="auto" style={{ flex: 'none' }}>
        <Button component="a" variant="default" href={SAFEKEEPING_ADDRESS} data-testid="safekeeping-open">
          {t.open}
        </Button>
        <RestoreButton />
      </Group>
    </section>
  );
};
