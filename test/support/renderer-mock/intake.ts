import { appError } from '../../../shared/domain/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

const none = (): never => {
  throw appError('not_found');
};
const inbox = (): Output<'intake.inbox'> => ({
  enabled: false,
  folder: null,
  problem: null,
  counts: { issued: 0, duplicate: 0, failed: 0 },
  recent: [],
});
const empty = () => ({ items: [], nextCursor: null, total: 0 });

/** Nothing comes in by file in the mock: the real window is looked at in Electron. */
export const intakeAnswers = {
  'intake.csvPreview': none,
  'intake.csvRows': empty,
  'intake.csvIssue': none,
  'intake.batch': () => ({ batch: null }),
  'intake.batchRows': empty,
  'intake.batchCancel': none,
  'intake.saveExample': () => ({ file: '/home/rosa/ejemplo-emision-masiva.csv' }),
  'intake.inbox': inbox,
  'intake.setInbox': inbox,
};
