import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { call } from '../../../lib/api.ts';

/** Whether what was typed would survive a power cut. `none`: nothing was typed yet. */
export type Keeping = 'none' | 'saved' | 'failed';

/**
 * Keeps what is typed, a pause after each change and once more on the way out of the form.
 * @param draft as it is now
 * @param settled as it was when the typing last paused
 * @param opened the key of a draft that was kept before; null for a new form
 */
export const useKeptDraft = (draft: Draft, settled: Draft, opened: string | null) => {
  const client = useQueryClient();
  const [key] = useState(() => opened ?? crypto.randomUUID());
  const [keeping, setKeeping] = useState<Keeping>(opened === null ? 'none' : 'saved');
  const last = useRef(JSON.stringify(draft));
  const latest = useRef(draft);
  latest.current = draft;
  // While it is being issued nothing is kept: it would come back as unfinished after it was issued.
  const held = useRef(false);

  const keep = useCallback(
    (what: Draft): void => {
      const text = JSON.stringify(what);
      if (held.current || text === last.current) return;
      last.current = text;
      void call('drafts.keep', { key, draft: what as Input<'drafts.keep'>['draft'] })
        .then(
          () => setKeeping('saved'),
          () => {
            // The next change tries again, even back to the same text.
            last.current = '';
            setKeeping('failed');
          },
        )
        .then(() => client.invalidateQueries({ queryKey: ['drafts.kept'] }));
    },
    [key, client],
  );
  useEffect(() => keep(settled), [settled, keep]);
  useEffect(() => () => keep(latest.current), [keep]);

  return {
    key,
    keeping,
    hold: (): void => {
      held.current = true;
    },
    release: (): void => {
      held.current = false;
      keep(latest.current);
    },
  };
};
