import { localDate } from '../../../shared/format/time.ts';
import { lastKnown } from '../../domain/last-known.ts';
import { LONG_HELD } from '../../domain/queue/holding.ts';
import type { DocumentWithJob } from '../../store/records.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { documentRow, queueRow } from '../views.ts';

/** What the SII did longer ago than this says nothing about whether it is there now: one failure is no trouble for the whole day. */
const HEALTH_WINDOW_MS = 60 * 60 * 1000;

/** Home shows a handful; the lists show all. */
const HOME_ROWS = 5;

export const statusHandlers = (
  services: Services,
): Pick<Handlers, 'app.status' | 'app.unlock' | 'home.summary'> => {
  const { store, clock, custody, setup, health } = services;
  // The window stands on these: they are told also when the database can hardly be read any more.
  const active = lastKnown(() => setup.active());
  const jobCounts = lastKnown(() => {
    const company = active();
    return company ? store.jobs.counts(company.id) : null;
  }, null);
  const inDoubt = lastKnown(() => {
    const company = active();
    return company ? store.jobs.inDoubt(company.id) : 0;
  }, 0);
  const backups = lastKnown(() => {
    const company = active();
    return company ? store.figures.backups(company.id) : null;
  }, null);
  // What is held because the SII does not answer outlives the window; all else is as the last answer was.
  const siiState = lastKnown<'available' | 'trouble' | 'unknown'>(
    () =>
      active() && services.sending.state().state === 'waiting'
        ? 'trouble'
        : store.figures.siiHealth(clock.now() - HEALTH_WINDOW_MS),
    'unknown',
  );
  const isBackedUp = ({ document }: DocumentWithJob): boolean => store.backups.get(document.id) !== null;

  return {
    'app.status': () => {
      const company = active();
      const jobs = jobCounts();
      const uncertain = inDoubt();
      const kept = backups();
      const { unlocked, passphraseNeeded, opener } = custody.status();
      return {
        version: services.version,
        stage: company === null ? 'empty' : unlocked ? 'ready' : 'locked',
        environment: company?.environment ?? null,
        companyName: company?.name ?? null,
        companyRut: company?.rut ?? null,
        now: clock.now(),
        passphraseNeeded,
        keysOpener: opener,
        sii: siiState(),
        lastBackupAt: kept?.lastBackupAt ?? null,
        lastVerifiedAt: kept?.lastVerifiedAt ?? null,
        vaultProblem:
          services.protector.lastProblem()?.code ?? services.safekeeping.lastProblem()?.code ?? null,
        pending: jobs ? jobs.pending + jobs.retrying - uncertain : 0,
        uncertain,
        needsPerson: jobs?.needs_person ?? 0,
      };
    },

    'app.unlock': async ({ passphrase }, { name }) => {
      await services.unlock(passphrase, name);
      return { unlocked: true };
    },

    'home.summary': (_, { role }) => {
      const company = setup.company();
      const jobs = store.jobs.counts(company.id);
      const inDoubt = store.jobs.inDoubt(company.id);
      const longSince = clock.now() - LONG_HELD;
      const held = store.jobs.held(company.id, longSince);
      const states = store.documents.counts(company.id);
      const backups = store.figures.backups(company.id);
      const attention = store.jobs.list(company.id, { states: ['needs_person'] }, { limit: HOME_ROWS });
      const longHeld = store.jobs.heldLongest(company.id, longSince, HOME_ROWS);
      const recent = store.documents.recent(company.id, HOME_ROWS);
      return {
        today: store.figures.day(company.id, localDate(clock.now())),
        counts: {
          pending: jobs.pending + jobs.retrying - inDoubt - (held.n - held.inDoubt),
          uncertain: inDoubt - held.inDoubt,
          held: held.n,
          longHeld: held.long,
          received: states.received,
          needsPerson: jobs.needs_person,
          abandoned: jobs.abandoned,
          documents: Object.values(states).reduce((sum, n) => sum + n, 0),
          backedUp: backups.backedUp,
          filesPending: store.backups.counts(company.id).withoutFile,
        },
        nextDueAt: store.jobs.nextDueAt(),
        lastBackupAt: backups.lastBackupAt,
        lastVerifiedAt: backups.lastVerifiedAt,
        folios: [...store.figures.folios(company.id)],
        certificateValidTo: store.certificates.active(company.id)?.validTo ?? null,
        attention: [...attention.rows, ...longHeld]
          .slice(0, HOME_ROWS)
          .map((row) =>
            queueRow(row, isBackedUp(row), clock.now(), role === 'encargado' && !health.isDamaged()),
          ),
        recent: recent.map((row) => documentRow(row, isBackedUp(row))),
      };
    },
  };
};
