import { isAbsolute } from 'node:path';
import { AUDIT_KIND_OF } from '../../../shared/domain/audit-kinds.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { AUDIT_ACTIONS } from '../../../shared/domain/send-errors.ts';
import { localInstant, nextDate } from '../../../shared/format/time.ts';
import type { AuditFilter } from '../../store/audit.ts';
import type { Handlers, Parsed } from '../dispatch.ts';
import type { Services } from '../services.ts';

type Filter = Parsed<'trail.export'>['filter'];

/** Days are Chile's, both ends included. */
const auditFilter = ({ from, to, operators, program, kinds, text }: Filter): AuditFilter => ({
  from: from === null ? undefined : localInstant(from, 0),
  before: to === null ? undefined : localInstant(nextDate(to, 1), 0),
  operators,
  program,
  actions:
    kinds.length === 0 ? undefined : AUDIT_ACTIONS.filter((each) => kinds.includes(AUDIT_KIND_OF[each])),
  text,
});

export const trailHandlers = ({
  store,
  trail,
}: Services): Pick<
  Handlers,
  'trail.list' | 'trail.operators' | 'trail.verdict' | 'trail.verify' | 'trail.export'
> => ({
  'trail.list': ({ filter, cursor, limit }) => {
    const page = store.audit.list(auditFilter(filter), { cursor, limit });
    return {
      items: page.rows.map(({ documentId: _id, params, document, ...row }) => ({
        ...row,
        params: { ...params },
        document: document && { id: document.id, type: document.type, folio: document.folio },
      })),
      nextCursor: page.next,
      total: page.total,
      exact: page.exact,
    };
  },
  'trail.operators': () => ({ items: store.operators.all().map(({ id, name }) => ({ id, name })) }),
  'trail.verdict': () => trail.verdict(),
  'trail.verify': (_, { name }) => trail.verify(name),
  'trail.export': async ({ filter, folder }, { name }) => {
    if (!isAbsolute(folder)) throw appError('folder_not_writable');
    return trail.exportTo(folder, auditFilter(filter), name);
  },
});
