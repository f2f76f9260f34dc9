import type { Database } from 'better-sqlite3';
import { appError } from '../../shared/domain/errors.ts';
import { operatorKey, PROGRAM_ACTORS, type SecretKind } from '../../shared/domain/operators.ts';
import type { Role } from '../../shared/domain/states.ts';
import { OPERATOR_COLUMNS } from './columns.ts';
import type { OperatorRecord } from './records.ts';

type Row = Omit<OperatorRecord, 'active'> & { readonly active: number };

const read = ({ active, ...row }: Row): OperatorRecord => ({ ...row, active: active === 1 });

/** Who works here. None is ever taken away: the trail names them. */
export const createOperators = (db: Database) => {
  const all = db.prepare<[], Row>(`SELECT ${OPERATOR_COLUMNS} FROM operator ORDER BY id`);
  const get = db.prepare<[number], Row>(`SELECT ${OPERATOR_COLUMNS} FROM operator WHERE id = ?`);
  const owner = db.prepare<[string], number>('SELECT operator_id FROM operator_name WHERE key = ?').pluck();
  const own = db.prepare<[string, number]>('INSERT INTO operator_name (key, operator_id) VALUES (?, ?)');
  const insert = db.prepare<[string, Role, SecretKind, string, number]>(`
    INSERT INTO operator (name, role, active, secret_kind, secret_json, created_at) VALUES (?, ?, 1, ?, ?, ?)`);
  const rename = db.prepare<[string, Role, number]>('UPDATE operator SET name = ?, role = ? WHERE id = ?');
  const setActive = db.prepare<[number, number]>('UPDATE operator SET active = ? WHERE id = ?');
  const setSecret = db.prepare<[SecretKind | null, string | null, number]>(
    'UPDATE operator SET secret_kind = ?, secret_json = ?, failures = 0, failed_at = NULL WHERE id = ?',
  );
  const fail = db.prepare<[number, number]>(
    'UPDATE operator SET failures = failures + 1, failed_at = ? WHERE id = ?',
  );
  const forgive = db.prepare<[number]>('UPDATE operator SET failures = 0, failed_at = NULL WHERE id = ?');

  /** @throws AppError operator_name_taken for a name that somebody has or had, or the program itself */
  const claim = (name: string, id: number | null): string => {
    const key = operatorKey(name);
    const isOurs = (PROGRAM_ACTORS as readonly string[]).includes(key);
    const has = owner.get(key);
    if (key === '' || isOurs || (has !== undefined && has !== id)) throw appError('operator_name_taken');
    return key;
  };

  return {
    /** In the order in which they came. */
    all: (): readonly OperatorRecord[] => all.all().map(read),
    active: (): readonly OperatorRecord[] =>
      all
        .all()
        .map(read)
        .filter((each) => each.active),
    get(id: number): OperatorRecord | null {
      const row = get.get(id);
      return row ? read(row) : null;
    },
    /** In the caller's transaction. @returns the new one's id */
    add(operator: {
      readonly name: string;
      readonly role: Role;
      readonly secretKind: SecretKind;
      readonly secretJson: string;
      readonly createdAt: number;
    }): number {
      const { name, role, secretKind, secretJson, createdAt } = operator;
      const key = claim(name, null);
      const id = Number(insert.run(name, role, secretKind, secretJson, createdAt).lastInsertRowid);
      own.run(key, id);
      return id;
    },
    /** In the caller's transaction. The former name stays this operator's. */
    change(id: number, name: string, role: Role): void {
      const key = claim(name, id);
      if (owner.get(key) === undefined) own.run(key, id);
      rename.run(name, role, id);
    },
    setActive(id: number, active: boolean): void {
      setActive.run(active ? 1 : 0, id);
    },
    /** Also forgives what failed with the former one. */
    setSecret(id: number, kind: SecretKind, json: string): void {
      setSecret.run(kind, json, id);
    },
    dropSecret(id: number): void {
      setSecret.run(null, null, id);
    },
    countFailure(id: number, at: number): void {
      fail.run(at, id);
    },
    forgive(id: number): void {
      forgive.run(id);
    },
  };
};
export type Operators = ReturnType<typeof createOperators>;
