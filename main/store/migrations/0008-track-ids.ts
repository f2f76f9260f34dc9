import type { Migration } from './migration.ts';

/** A track id that comes a second time, for other documents, is found without looking at all of them. */
export const migration: Migration = {
  version: 8,
  name: 'track-ids',
  sql: `
    CREATE INDEX document_by_track ON document (track_id) WHERE track_id IS NOT NULL;
  `,
};
