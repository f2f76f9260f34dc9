import type { Check } from './check.ts';

/** The whole file is read by SQLite's own check: with more documents than this the window would stand still for it. */
const CHECKED_UP_TO = 20_000;

/** Before this the program did not exist: a clock that says so has lost its battery. */
const EARLIEST = Date.UTC(2026, 0, 1);

/** A clock is set right by some minutes now and then; this much back is more than that. */
const SET_BACK_MS = 10 * 60_000;

export const versionsCheck: Check = ({ version, runtime, store, setup }) => ({
  outcome: 'info',
  said: 'info',
  facts: {
    version,
    ...runtime,
    schema: store.pragmas().userVersion,
    environment: setup.active()?.environment ?? 'none',
  },
});

export const clockCheck: Check = ({ clock, store }) => {
  const now = clock.now();
  const [last] = store.audit.list({}, { limit: 1 }).rows;
  const facts = { now, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  if (now < EARLIEST) return { outcome: 'bad', said: 'wrong', facts };
  if (last !== undefined && last.at - now > SET_BACK_MS)
    return { outcome: 'bad', said: 'back', facts: { ...facts, last: last.at } };
  return { outcome: 'good', said: 'good', facts };
};

export const databaseCheck: Check = ({ store, setup }) => {
  const company = setup.active();
  const documents = company
    ? Object.values(store.documents.counts(company.id)).reduce((sum, n) => sum + n, 0)
    : 0;
  const { journalMode, synchronous } = store.pragmas();
  const facts = { documents, journal: String(journalMode), synchronous: String(synchronous) };
  if (documents > CHECKED_UP_TO) return { outcome: 'info', said: 'big', facts };
  const checked = store.check();
  return checked === 'ok'
    ? { outcome: 'good', said: 'good', facts }
    : { outcome: 'bad', said: 'damaged', facts: { ...facts, problems: checked.length } };
};
