import type { Draft, DraftWarningCode } from '../../../shared/domain/draft.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { localDate } from '../../../shared/format/time.ts';
import { preview, REFERENCE_UF, readDraft } from '../../domain/draft/index.ts';
import { readDraftFile } from '../../intake/draft-file.ts';
import { emisorOf } from '../../sending/issuing.ts';
import { createKeptDrafts } from '../../setup/kept-drafts.ts';
import type { DocumentWithJob } from '../../store/records.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { attemptView, backupRow, documentRow, queueRow } from '../views.ts';
import { companyIn, keptCompany } from '../which-company.ts';
import { sqlFilter } from './filters.ts';

/** What is worth a word before the button is pressed; the rest only matters for files of other programs. */
const WHILE_WRITING: readonly DraftWarningCode[] = ['boleta_over_limit', 'global_in_pesos_over_taxes'];

/** Longer XML is cut for reading; the file on disk is whole. */
const XML_SHOWN = 500_000;

export const documentHandlers = ({
  store,
  clock,
  setup,
  issuing,
  health,
  safekeeping,
}: Services): Pick<
  Handlers,
  | 'drafts.read'
  | 'drafts.preview'
  | 'documents.issue'
  | 'documents.list'
  | 'documents.get'
  | 'documents.draft'
> => {
  const isBackedUp = (id: number): boolean => store.backups.get(id) !== null;
  const withJob = (id: number): DocumentWithJob => {
    const document = store.documents.get(id);
    const job = store.jobs.ofDocument(id);
    if (!document || !job) throw appError('not_found');
    return { document, job };
  };
  const ofWorking = (id: number): DocumentWithJob => {
    const row = withJob(id);
    if (row.document.companyId !== setup.company().id) throw appError('not_found');
    return row;
  };

  const drafts = createKeptDrafts(store.settings, setup, clock);
  const context = () => ({
    today: localDate(clock.now()),
    emisor: emisorOf(setup.company()),
    ufPesos: REFERENCE_UF,
  });

  return {
    'drafts.read': ({ name, content }) => {
      const read = readDraft(readDraftFile(name, Buffer.from(content, 'base64')));
      if ('issues' in read) throw appError('draft_invalid', undefined, read.issues);
      const { type } = preview(read.draft, context());
      return {
        draft: read.draft as never,
        type,
        warnings: read.warnings.map(({ path, code, params }) => ({ path, code, params: { ...params } })),
      };
    },
    'drafts.preview': ({ draft }) => {
      const { totals, lineAmounts, issues, warnings } = preview(draft as Draft, context());
      return {
        totals: totals as never,
        lineAmounts: [...lineAmounts],
        issues: issues.map((issue) => ({ ...issue })) as never,
        warnings: warnings.filter(({ code }) => WHILE_WRITING.includes(code)).map(({ code }) => code),
      };
    },
    'documents.issue': ({ draft, kept }, { name }) => {
      const { id } = issuing.issue(draft as Draft, name, setup.company().id);
      // At once, so that nobody finds it among the unfinished ones and issues it again.
      if (kept !== undefined) drafts.discard(kept);
      return documentRow(withJob(id), false);
    },
    'documents.list': ({ filter, sort, cursor, limit }) => {
      const companyId = companyIn(store, filter.company);
      const page = store.documents.list(companyId, sqlFilter(filter), {
        cursor,
        limit,
        ...(sort ? { sort } : {}),
      });
      return {
        items: page.rows.map((row) => documentRow(row, isBackedUp(row.document.id))),
        nextCursor: page.next,
        total: page.total,
        exact: page.exact,
        ordered: page.ordered,
        all: cursor === null ? store.lists.documents.all(companyId, 'documents') : null,
      };
    },
    'documents.draft': ({ id }) => {
      const { document } = ofWorking(id);
      const content = store.documents.content(id);
      if (!content) throw appError('not_found');
      return { type: document.type, draft: content.draft as never };
    },
    'documents.get': ({ id }, { role }) => {
      const row = withJob(id);
      const { document, job } = row;
      const backup = store.backups.get(id);
      const owner = store.companies.get(document.companyId);
      const envelope = store.envelopes.get(document.envelopeId);
      const content = store.documents.content(id);
      if (!owner || !envelope || !content) throw appError('not_found');
      const company = keptCompany(store, owner);
      const mayAct = company.working && role === 'encargado' && !health.isDamaged();
      return {
        document: queueRow(row, backup !== null, clock.now(), mayAct),
        company,
        backup: backup ? backupRow({ backup, document }, job, safekeeping.mirroredUpTo()) : null,
        sha256: document.sha256,
        envelopeSha256: envelope.sha256,
        envelopeFile: envelope.fileName,
        xml: content.bytes.toString('latin1').slice(0, XML_SHOWN),
        siiReason: document.siiReason && {
          code: document.siiReason.estado,
          params: numbersAndTexts(document.siiReason),
        },
        attempts: store.attempts.history(id).map(attemptView),
        timeline: store.audit
          .ofDocument(id)
          .map(({ at, actor, action, params }) => ({ at, actor, action, params: { ...params } }))
          .reverse(),
      };
    },
  };
};

const numbersAndTexts = (value: object): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(value).filter(([, each]) => typeof each === 'string' || typeof each === 'number'),
  );
