import { isDocumentType } from '../../../shared/domain/document-type.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ISSUES_A_ROW } from '../../../shared/ipc/intake.ts';
import type { CsvPreview } from '../../intake/previews.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** What comes in by file: mass issue and the inbox. */
export const intakeHandlers = ({
  intake,
  setup,
  store,
  announce,
}: Services): Pick<
  Handlers,
  | 'intake.csvPreview'
  | 'intake.csvRows'
  | 'intake.csvIssue'
  | 'intake.batch'
  | 'intake.batchRows'
  | 'intake.batchCancel'
  | 'intake.saveExample'
  | 'intake.inbox'
  | 'intake.setInbox'
> => {
  const previewView = ({ id, name, sheet, documents }: CsvPreview): Output<'intake.csvPreview'> => {
    const companyId = setup.company().id;
    const good = documents.filter(({ issues }) => issues.length === 0);
    const folios = new Map(store.figures.folios(companyId).map(({ type, left }) => [type as number, left]));
    const types = [...new Set(good.flatMap(({ type }) => (isDocumentType(type) ? [type] : [])))];
    const earlier = intake.batches.earlier(companyId, id);
    const sum = (list: typeof good): number => list.reduce((total, each) => total + (each.total ?? 0), 0);
    return {
      id,
      name,
      encoding: sheet.encoding,
      delimiter: sheet.delimiter,
      columns: [...sheet.columns],
      unknown: [...sheet.unknown],
      rows: sheet.rows.length,
      documents: documents.length,
      good: good.length,
      total: sum(good),
      byType: types
        .toSorted((a, b) => a - b)
        .map((type) => {
          const own = good.filter((each) => each.type === type);
          return { type, documents: own.length, total: sum(own), foliosLeft: folios.get(type) ?? 0 };
        }),
      earlier: earlier && {
        at: earlier.createdAt,
        issued: store.batches.figures(earlier.id).counts.issued,
      },
    };
  };

  return {
    'intake.csvPreview': async ({ name, content }) =>
      previewView(await intake.readCsv(name, Buffer.from(content, 'base64'))),
    'intake.csvRows': ({ preview, only, cursor, limit }) => {
      const found = intake.previews.rows(preview, only, { cursor, limit });
      return {
        items: found.rows.map(({ draft: _draft, issues, ...row }) => ({
          ...row,
          issues: issues.slice(0, ISSUES_A_ROW).map((issue) => ({ ...issue })) as never,
        })),
        nextCursor: found.next,
        total: found.total,
      };
    },
    'intake.csvIssue': ({ preview, again }, { name: actor }) => {
      const { id, name, documents } = intake.previews.get(preview);
      const companyId = setup.company().id;
      return intake.batches.begin({ companyId, name, sha256: id, documents, again }, actor) as never;
    },
    'intake.batch': () => {
      const company = setup.active();
      return { batch: (company && intake.batches.latest(company.id)) as never };
    },
    'intake.batchRows': ({ id, states, cursor, limit }) => {
      const found = intake.batches.rows(id, states, { cursor, limit });
      return { items: found.rows as never, nextCursor: found.next, total: found.total };
    },
    'intake.batchCancel': ({ id }) => intake.batches.cancel(id) as never,
    'intake.saveExample': async ({ folder }) => ({ file: await intake.saveExample(folder) }),
    'intake.inbox': () => intake.inbox() as never,
    'intake.setInbox': async (input, { name }) => {
      const view = await intake.setInbox(input);
      store.audit.add({ actor: name, action: 'settings.changed', params: { part: 'inbox' } });
      announce(['settings']);
      return view as never;
    },
  };
};
