import { Tooltip } from '@mantine/core';
import { formatInstant, formatRelative } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { useNow } from '../../lib/use-now.ts';
import { nightOf } from './night-of.ts';

const t = texts.backups.card;

/** When the copies are checked again by themselves, in words; the exact time on hover. */
export const NextVerification = ({ at }: { readonly at: number | null }) => {
  const now = useNow();
  if (at === null)
    return (
      <Tooltip label={t.noNextHint}>
        <span data-testid="next-verification">{t.nextWhen.none}</span>
      </Tooltip>
    );
  const night = nightOf(at, now);
  return (
    <Tooltip label={t.nextHint(formatInstant(at))} multiline maw={320}>
      <time dateTime={new Date(at).toISOString()} data-testid="next-verification">
        {night === null ? formatRelative(at, now) : t.nextWhen[night]}
      </time>
    </Tooltip>
  );
};
