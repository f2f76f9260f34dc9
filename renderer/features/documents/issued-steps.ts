import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

type Detail = Output<'documents.get'>;

const t = texts.documents.issued;

interface Step {
  readonly label: string;
  readonly done: boolean;
  readonly note: string;
}

/** Done is what is so: a backup counts once its file is in the folder too. */
export const stepsOf = ({ document, backup }: Detail, later: string | null): readonly Step[] => {
  const state = document.siiState;
  const sent = state !== 'not_sent' && state !== 'uncertain';
  const decided = state === 'accepted' || state === 'objected';
  const verdict = state === 'rejected' ? t.rejected : state === 'objected' ? t.objected : t.pending.accepted;
  const notSent = later === null ? t.pending.sent : t.pending.sentLater(later);
  return [
    { label: t.steps.signed, done: true, note: '' },
    { label: t.steps.sent, done: sent, note: state === 'uncertain' ? t.uncertain : notSent },
    {
      label: t.steps.backedUp,
      done: backup !== null && backup.file !== null,
      note: backup === null ? t.pending.backedUp : t.pending.copied,
    },
    { label: t.steps.accepted, done: decided, note: verdict },
  ];
};
