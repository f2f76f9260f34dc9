import { useQueryClient } from '@tanstack/react-query';
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyUndoable } from '../../../components/notify.tsx';
import { call } from '../../../lib/api.ts';

const t = texts.documents.drafts;

/**
 * Throws a draft away, and for eight seconds offers it back with everything that was in it. Not a mutation of a component:
 * the form is gone by the time that somebody thinks better of it.
 */
export const useDiscard = () => {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['drafts.kept'] });
  const takeBack = async (key: string, draft: Draft): Promise<void> => {
    try {
      await call('drafts.keep', { key, draft: draft as Input<'drafts.keep'>['draft'] });
      notifyDone(t.back);
      await refresh();
    } catch (error) {
      notifyFailed(error);
    }
  };
  return async (key: string, draft: Draft): Promise<void> => {
    try {
      await call('drafts.discard', { key });
      notifyUndoable(t.discarded, null, () => void takeBack(key, draft));
      await refresh();
    } catch (error) {
      notifyFailed(error);
    }
  };
};
