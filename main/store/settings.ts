import type { Database } from 'better-sqlite3';

export const createSettings = (db: Database) => {
  const get = db.prepare<[string], string>('SELECT value_json FROM setting WHERE key = ?').pluck();
  const set = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
  );
  const all = db.prepare<[], { readonly key: string; readonly json: string }>(
    'SELECT key, value_json AS json FROM setting ORDER BY key',
  );
  return {
    all(): Readonly<Record<string, unknown>> {
      return Object.fromEntries(all.all().map(({ key, json }) => [key, JSON.parse(json) as unknown]));
    },
    /** What is stored is not trusted to be what the caller expects: it checks. */
    get(key: string): unknown {
      const json = get.get(key);
      return json === undefined ? undefined : (JSON.parse(json) as unknown);
    },
    set(key: string, value: unknown): void {
      set.run(key, JSON.stringify(value));
    },
  };
};
export type Settings = ReturnType<typeof createSettings>;
