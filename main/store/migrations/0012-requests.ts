import type { Migration } from './migration.ts';

/** What went out with each attempt, beside what came back: for support, which asks for both. */
export const migration: Migration = {
  version: 12,
  name: 'requests',
  sql: `
    ALTER TABLE attempt ADD COLUMN request TEXT;
  `,
};
