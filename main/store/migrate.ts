import type { Database } from 'better-sqlite3';
import { appError } from '../../shared/domain/errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { ensureTwins, releaseTwins } from './twins.ts';

const assertMonotonic = (migrations: readonly Migration[]): void => {
  let previous = 0;
  for (const { version, name } of migrations) {
    if (version !== previous + 1) throw new Error(`migration ${version} ${name} does not follow ${previous}`);
    previous = version;
  }
};

/**
 * Brings the database to this program's schema: every missing step and `user_version` in one transaction, so that an
 * interruption leaves the old schema whole.
 * @throws AppError `database_from_future` when a newer program has written it: an old one may not guess what it means
 */
export const migrate = (db: Database, migrations: readonly Migration[] = MIGRATIONS): void => {
  assertMonotonic(migrations);
  const latest = migrations.at(-1)?.version ?? 0;
  db.transaction(() => {
    const current = Number(db.pragma('user_version', { simple: true }));
    if (current > latest) throw appError('database_from_future', { found: current, known: latest });
    if (current === latest) {
      ensureTwins(db);
      return;
    }
    releaseTwins(db);
    for (const migration of migrations) {
      if (migration.version <= current) continue;
      db.exec(migration.sql);
      migration.fill?.(db);
    }
    ensureTwins(db);
    db.pragma(`user_version = ${latest}`);
  }).immediate();
};
