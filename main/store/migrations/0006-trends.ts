import type { Migration } from './migration.ts';

/** For the days of Inicio and the health of the SII: both read a month or a week out of years. */
export const migration: Migration = {
  version: 6,
  name: 'trends',
  sql: `
    CREATE INDEX document_day ON document (company_id, issued_on, sii_state, total);
    CREATE INDEX attempt_ended ON attempt (ended_at, outcome, error_class, duration_ms) WHERE ended_at IS NOT NULL;
  `,
};
