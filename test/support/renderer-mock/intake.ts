import type { Output } from '../../../shared/ipc/contract.ts';

const preview = (): Output<'intake.csvPreview'> => ({
  id: 'a'.repeat(64),
  name: 'boletas.csv',
  encoding: 'utf-8',
  delimiter: ';',
  columns: ['item', 'precio'],
  unknown: [],
  rows: 0,
  documents: 0,
  good: 0,
  total: 0,
  byType: [],
  earlier: null,
});
const batch = (): Output<'intake.csvIssue'> => ({
  id: 1,
  name: 'boletas.csv',
  state: 'done',
  createdAt: 0,
  endedAt: 0,
  counts: { waiting: 0, issued: 0, failed: 0, left: 0 },
  total: 0,
  issuedTotal: 0,
  hold: null,
  leftMs: null,
});
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
  'intake.csvPreview': preview,
  'intake.csvRows': empty,
  'intake.csvIssue': batch,
  'intake.batch': () => ({ batch: null }),
  'intake.batchRows': empty,
  'intake.batchCancel': batch,
  'intake.saveExample': () => ({ file: '/home/rosa/ejemplo-emision-masiva.csv' }),
  'intake.inbox': inbox,
  'intake.setInbox': inbox,
};
