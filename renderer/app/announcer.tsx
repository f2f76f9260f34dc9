import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';

const t = texts.shell.status;

/** A queue that drains changes many times a second; nobody can listen to that. */
const BATCH_MS = 5_000;
/** Failures come in bursts as well: they are told as one, and still at once. */
const BURST_MS = 1_000;

/** A value that follows the given one, `every` ms late and no more often than that. */
const useBatched = <T,>(value: T, every: number): T => {
  const [said, setSaid] = useState(value);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const isBehind = value !== said;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => setSaid(latest.current), every);
    return () => clearTimeout(timer);
  }, [isBehind, every]);
  return said;
};

/** What is wrong is said when it grows, never when it shrinks. */
const useAlarm = (needsPerson: number): string => {
  const count = useBatched(needsPerson, BURST_MS);
  const [{ before, alarm }, setState] = useState({ before: count, alarm: '' });
  useEffect(() => {
    setState((last) =>
      count === last.before ? last : { before: count, alarm: count > last.before ? t.alarm(count) : '' },
    );
  }, [count]);
  return before === count ? alarm : '';
};

/** For who listens instead of looking: how the queue stands, politely and now and then; what needs a person, at once. */
export const Announcer = ({ status }: { readonly status: Output<'app.status'> }) => {
  const queue = useBatched(t.queue(status.pending, status.uncertain, status.needsPerson), BATCH_MS);
  const alarm = useAlarm(status.needsPerson);
  return (
    <VisuallyHidden>
      <span aria-live="polite" data-testid="heard-queue">
        {queue === '' ? t.queueEmpty : queue}
      </span>
      <span role="alert" data-testid="heard-alarm">
        {alarm}
      </span>
    </VisuallyHidden>
  );
};
