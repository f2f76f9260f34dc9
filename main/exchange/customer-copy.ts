import { channelOf } from '../../shared/domain/document-type.ts';
import { appError } from '../../shared/domain/errors.ts';
import { isRut } from '../../shared/domain/rut.ts';
import type { SiiState } from '../../shared/domain/states.ts';
import { localTimestamp } from '../../shared/format/time.ts';
import type { Clock } from '../domain/clock.ts';
import type { DteEngine } from '../dte/types.ts';
import { caratulaOf, signedDte } from '../sending/envelopes.ts';
import type { Keyring } from '../sending/keyring.ts';
import type { CustomerCopyRecord } from '../store/customer-copies.ts';
import { sha256Hex } from '../store/hash.ts';
import type { Store } from '../store/open.ts';

export interface CustomerCopyParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly dte: Pick<DteEngine, 'wrap'>;
}

export interface CustomerCopyService {
  /**
   * The EnvioDTE for the buyer: the document's signed bytes, in an envelope whose RutReceptor is the buyer's (55555555-5 abroad,
   * as the document itself says), signed apart from the SII's. Made when first asked for, and from then on the same bytes.
   * Sources: PROTOCOL.md 7.4 and 10.
   * @param actor who asks, for the audit trail
   * @throws AppError `not_found`, `copy_not_ready` (a boleta, or the SII does not have it), `document_damaged`,
   *   `certificate_missing`, `certificate_expired`, `certificate_not_yet_valid`, `locked`
   */
  of(documentId: number, actor: string): CustomerCopyRecord;
}

/** Nobody hands over what the SII has not received, or has refused. */
const WITH_THE_SII: readonly SiiState[] = ['received', 'accepted', 'objected'];

export const createCustomerCopyService = ({
  store,
  clock,
  keyring,
  dte,
}: CustomerCopyParts): CustomerCopyService => {
  const make = (documentId: number, actor: string): CustomerCopyRecord => {
    const document = store.documents.get(documentId);
    const content = store.documents.content(documentId);
    const company = document && store.companies.get(document.companyId);
    if (!document || !content || !company) throw appError('not_found');
    const { type, folio, receptorRut } = document;
    const exchanged = channelOf(type) === 'factura' && isRut(receptorRut);
    if (!exchanged || !WITH_THE_SII.includes(document.siiState))
      throw appError('copy_not_ready', { type, folio });
    if (sha256Hex(content.bytes) !== document.sha256) throw appError('document_damaged', { type, folio });
    const now = clock.now();
    const certificate = keyring.certificate(company.id);
    if (now > certificate.validTo) throw appError('certificate_expired');
    if (now < certificate.validFrom) throw appError('certificate_not_yet_valid');
    const caratula = {
      ...caratulaOf(company, certificate, localTimestamp(now)),
      rutReceptor: receptorRut,
    };
    const bytes = dte.wrap([signedDte(document, content.bytes)], caratula, certificate);
    const copy = { documentId, receptorRut, sha256: sha256Hex(bytes), signedAt: now, bytes };
    store.customerCopies.insert(copy);
    store.audit.add({ actor, action: 'copy.signed', documentId, params: { receptor: receptorRut } });
    return copy;
  };
  return {
    of: (documentId, actor) =>
      store.transaction(() => {
        const copy = store.customerCopies.get(documentId) ?? make(documentId, actor);
        if (sha256Hex(copy.bytes) === copy.sha256) return copy;
        const document = store.documents.get(documentId);
        throw appError('document_damaged', { type: document?.type ?? 0, folio: document?.folio ?? 0 });
      }),
  };
};
