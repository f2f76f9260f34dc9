export type SqlValue = string | number;

/** A WHERE clause under construction. Column names come from code, values only ever as bound parameters. */
export interface Where {
  readonly and: (sql: string, ...values: SqlValue[]) => Where;
  /** Nothing for an empty or missing list: no choice is every choice. */
  readonly in: (column: string, values: readonly SqlValue[] | undefined) => Where;
  readonly sql: () => string;
  readonly values: () => readonly SqlValue[];
}

export const where = (): Where => {
  const terms: string[] = [];
  const bound: SqlValue[] = [];
  const self: Where = {
    and(sql, ...values) {
      terms.push(sql);
      bound.push(...values);
      return self;
    },
    in(column, values) {
      if (values === undefined || values.length === 0) return self;
      return self.and(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
    },
    sql: () => (terms.length === 0 ? '1' : terms.join(' AND ')),
    values: () => [...bound],
  };
  return self;
};
