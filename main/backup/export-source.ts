import { appError } from '../../shared/domain/errors.ts';
import type { Rut } from '../../shared/domain/rut.ts';
import type { BackupFilter } from '../../shared/ipc/parts.ts';
import type { Store } from '../store/open.ts';
import type { ExportDocument } from './export-entries.ts';
import { sha256 } from './hash.ts';

/** What to export, as the contract of `exports.run` has it. */
export type ExportSelection =
  | { readonly by: 'ids'; readonly ids: readonly number[] }
  | { readonly by: 'filter'; readonly filter: BackupFilter };

export interface ExportSource {
  /** Read from the store one by one, as they are asked for. */
  readonly documents: Iterable<ExportDocument>;
  readonly issuers: readonly Rut[];
}

const PAGE = 200;

function* idsOf(store: Store, companyId: number, selection: ExportSelection): Generator<number> {
  if (selection.by === 'ids') {
    yield* new Set(selection.ids);
    return;
  }
  const { company: _company, from, to, receptorRut, minTotal, maxTotal, ...rest } = selection.filter;
  const filter = {
    ...rest,
    from: from ?? undefined,
    to: to ?? undefined,
    receptorRut: receptorRut ?? undefined,
    minTotal: minTotal ?? undefined,
    maxTotal: maxTotal ?? undefined,
  };
  for (let cursor: string | null = null; ; ) {
    const page = store.backups.list(companyId, filter, { cursor, limit: PAGE });
    for (const { document } of page.rows) yield document.id;
    cursor = page.next;
    if (cursor === null) return;
  }
}

/**
 * The documents of one company that a selection means. Those of other companies, and ids that are none, are left out.
 * @throws AppError 'not_found' where the company is unknown
 */
export const exportSource = (store: Store, companyId: number, selection: ExportSelection): ExportSource => {
  const company = store.companies.get(companyId);
  if (!company) throw appError('not_found');
  function* documents(): Generator<ExportDocument> {
    for (const id of idsOf(store, companyId, selection)) {
      const document = store.documents.get(id);
      if (document?.companyId !== companyId) continue;
      const content = store.documents.content(id);
      const envelope = store.envelopes.get(document.envelopeId);
      if (!content || !envelope)
        throw appError('document_damaged', { type: document.type, folio: document.folio });
      // Where the document's own row is damaged, its backup's bytes are the ones that were signed.
      const spare = sha256(content.bytes) === document.sha256 ? null : store.backups.bytes(id);
      yield {
        rut: company?.rut ?? '',
        type: document.type,
        folio: document.folio,
        issuedOn: document.issuedOn,
        receptorRut: document.receptorRut,
        receptorName: document.receptorName,
        total: document.total,
        money: document.money,
        siiState: document.siiState,
        trackId: document.trackId,
        sha256: document.sha256,
        bytes: spare ?? content.bytes,
        envelope: { fileName: envelope.fileName, bytes: envelope.bytes, sha256: envelope.sha256 },
      };
    }
  }
  return { documents: documents(), issuers: [company.rut] };
};
