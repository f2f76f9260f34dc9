import type { Holdup } from '../../../shared/domain/holdup.ts';
import type { TourStop } from '../../../shared/domain/tour.ts';
import { formatDay, formatTime } from '../../../shared/format/time.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { documentName } from '../../lib/text.ts';
import { holdupLine } from '../../lib/use-holdup.ts';

type Detail = Output<'documents.get'>;

const t = texts.tour.live;

/** What is happening to the document of the tour at this moment. */
export const liveText = ({ document, backup }: Detail, holdup: Holdup | null, now: number): string => {
  const name = documentName(document);
  switch (document.siiState) {
    case 'accepted':
    case 'objected':
      return backup === null || backup.file === null ? t.acceptedOnly(name) : t.accepted(name);
    case 'rejected':
      return t.rejected(name);
    case 'received':
      return t.sent(name);
    default: {
      if (holdup !== null) return t.held(name, holdupLine(holdup, now));
      if (document.error === null || document.nextDueAt === null) return t.notSent(name);
      const day = formatDay(document.nextDueAt, now);
      const time = formatTime(document.nextDueAt);
      return t.waits(name, `${day === null ? '' : `${day} `}a las ${time}`);
    }
  }
};

/** Whether what the stop wants to show has been seen. */
export const isReady = (stop: TourStop, seen: Detail | null): boolean => {
  switch (stop) {
    case 'welcome':
    case 'issue':
    case 'reject':
    case 'end':
      return true;
    case 'waiting':
      return seen !== null && seen.document.error !== null;
    case 'returned':
      return seen?.document.siiState === 'accepted' || seen?.document.siiState === 'objected';
    case 'rejected':
      return seen?.document.queueState === 'needs_person';
  }
};
