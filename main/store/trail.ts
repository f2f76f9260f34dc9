import type { Database } from 'better-sqlite3';
import { operatorKey } from '../../shared/domain/operators.ts';
import type { AuditAction } from '../../shared/domain/send-errors.ts';
import { type LinkedEntry, linkHash } from './chain.ts';

export interface TrailHead {
  /** 0 for an empty trail. */
  readonly id: number;
  readonly hash: string;
}

/**
 * The one place where the audit trail is written: each entry at its end, chained to the one before, with the operator whom the
 * actor's name belongs to.
 */
export const createTrail = (db: Database) => {
  const head = db.prepare<[], TrailHead>('SELECT last_id AS id, hash FROM audit_head');
  const operatorOf = db
    .prepare<[string], number>('SELECT operator_id FROM operator_name WHERE key = ?')
    .pluck();
  const insert = db.prepare(`
    INSERT INTO audit (id, at, actor, operator_id, action, document_id, params_json, hash)
    VALUES (@id, @at, @actor, @operatorId, @action, @documentId, @paramsJson, @hash)`);

  const readHead = (): TrailHead => {
    const row = head.get();
    if (!row) throw new Error('the audit trail has no end');
    return row;
  };
  const link = (entry: Omit<LinkedEntry, 'id' | 'operatorId'>): void => {
    const before = readHead();
    const row = {
      ...entry,
      id: before.id + 1,
      operatorId: operatorOf.get(operatorKey(entry.actor)) ?? null,
    };
    insert.run({ ...row, hash: linkHash(before.hash, row) });
  };
  const alone = db.transaction(link);

  return {
    head: readHead,
    append(entry: {
      readonly at: number;
      readonly actor: string;
      readonly action: AuditAction;
      readonly documentId: number | null;
      /** JSON */
      readonly paramsJson: string;
    }): void {
      const { at, actor, action, documentId, paramsJson } = entry;
      const row = { at, actor, action, documentId, paramsJson };
      // Reading the end and writing after it must be one step for every process that has the database open.
      if (db.inTransaction) link(row);
      else alone.immediate(row);
    },
  };
};
