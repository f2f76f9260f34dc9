import { Center } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Failed } from '../components/empty.tsx';
import { SignIn } from '../features/session/sign-in.tsx';
import { useSession } from '../lib/use-session.ts';
import { markLocked } from './locked.ts';
import { UnderOfflineBanner } from './offline-banner.tsx';
import { Starting } from './starting.tsx';
import { useFocusAfterLock } from './use-focus-after-lock.ts';

/**
 * Asks who is there where that has to be known. What the person was doing stays under it, unseen, and is there again when the same
 * one comes back: a document half typed is not lost to a coffee. For another person the window begins anew and knows nothing of
 * what the former one saw.
 */
export const SessionGate = ({ children }: { readonly children: ReactNode }) => {
  const session = useSession();
  const client = useQueryClient();
  const operatorId = session.data?.operator?.id ?? null;
  const locked = session.data !== undefined && operatorId === null;
  const former = useRef<number | null>(null);
  const [shownFor, setShownFor] = useState<number | null>(null);

  useEffect(() => {
    markLocked(locked);
    if (locked) notifications.clean();
    return () => markLocked(false);
  }, [locked]);

  useFocusAfterLock(locked);

  useEffect(() => {
    if (operatorId === null) return;
    const isOther = former.current !== null && former.current !== operatorId;
    former.current = operatorId;
    setShownFor(operatorId);
    const isNotSession = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
      queryKey[0] !== 'session.state';
    if (isOther) {
      client.removeQueries({ predicate: isNotSession });
      window.location.hash = '';
    }
    // What went unanswered while nobody was there.
    else void client.invalidateQueries({ predicate: isNotSession });
  }, [operatorId, client]);

  if (session.data === undefined) {
    return (
      <Center h="100%" component="main">
        {session.error ? (
          <Failed error={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Starting />
        )}
      </Center>
    );
  }
  return (
    <>
      {locked && (
        <UnderOfflineBanner environment={session.data.environment} place="reading">
          <SignIn session={session.data} />
        </UnderOfflineBanner>
      )}
      {shownFor !== null && (
        <div key={shownFor} hidden={locked} style={locked ? undefined : { height: '100%' }}>
          {children}
        </div>
      )}
    </>
  );
};
