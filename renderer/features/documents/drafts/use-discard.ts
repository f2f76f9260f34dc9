import { useQueryClient } from '@tanstack/react-query';
import type { Draft } from '../../../../shared/domain/draft.ts';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { notifyDone, notifyFailed, notifyUndoable } from '../../../components/notify.tsx';
import { useAction } from '../../../lib/use-api.ts';

const t = texts.documents.drafts;

/** Throws a draft away, and for eight seconds offers it back with everything that was in it. */
export const useDiscard = () => {
  const client = useQueryClient();
  const discard = useAction('drafts.discard');
  const keep = useAction('drafts.keep');
  const refresh = () => client.invalidateQueries({ queryKey: ['drafts.kept'] });
  const takeBack = (key: string, draft: Draft): void =>
    keep.mutate(
      { key, draft: draft as Input<'drafts.keep'>['draft'] },
      {
        onSuccess: () => {
          notifyDone(t.back);
          void refresh();
        },
        onError: notifyFailed,
      },
    );
  return (key: string, draft: Draft, onDone?: () => void): void =>
    discard.mutate(
      { key },
      {
        onSuccess: () => {
          void refresh();
          notifyUndoable(t.discarded, null, () => takeBack(key, draft));
          onDone?.();
        },
        onError: notifyFailed,
      },
    );
};
