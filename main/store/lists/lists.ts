import type { Database } from 'better-sqlite3';
import {
  DOCUMENT_COLUMNS,
  type DocumentRow,
  JOB_COLUMNS,
  type JobRow,
  readDocument,
  readJob,
} from '../columns.ts';
import type { DocumentWithJob } from '../records.ts';
import { createDocumentList } from './document-list.ts';
import { createJobList } from './job-list.ts';
import { createTallies } from './tallies.ts';
import { createWordSearch } from './word-search.ts';

/** Rows in the order of the ids that they were read by. */
export const inOrder = <Row>(
  ids: readonly number[],
  rows: readonly Row[],
  idOf: (row: Row) => number,
): readonly Row[] => {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** What lists are read from: indexes in their order, tallies of what they have, and the indexes of words. */
export const createLists = (db: Database) => {
  const tallies = createTallies(db);
  const search = createWordSearch(db);
  const rows = db
    .prepare<[string], { readonly document: DocumentRow; readonly job: JobRow }>(`
      SELECT ${DOCUMENT_COLUMNS}, ${JOB_COLUMNS} FROM document JOIN job ON job.document_id = document.id
      WHERE document.id IN (SELECT value FROM json_each(?))`)
    .expand(true);

  return {
    tallies,
    documents: createDocumentList(db, tallies, search),
    jobs: createJobList(db, search),
    /** Documents with their jobs, in the order of their ids. */
    withJobs(ids: readonly number[]): readonly DocumentWithJob[] {
      return inOrder(ids, rows.all(JSON.stringify(ids)), (row) => row.document.id).map((row) => ({
        document: readDocument(row.document),
        job: readJob(row.job),
      }));
    },
  };
};
export type Lists = ReturnType<typeof createLists>;
