import type { Migration } from './migration.ts';

/** Single documents that a person keeps waiting. They are few, and looked for among all: an index of them alone. */
export const migration: Migration = {
  version: 13,
  name: 'held',
  sql: `
    ALTER TABLE job ADD COLUMN held_at INTEGER;
    ALTER TABLE job ADD COLUMN held_by TEXT;
    ALTER TABLE job ADD COLUMN held_reason TEXT;
    CREATE INDEX job_held ON job (company_id, held_at, document_id, ask_first) WHERE held_at IS NOT NULL;
  `,
};
