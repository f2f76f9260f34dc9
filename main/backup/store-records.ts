import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/open.ts';
import type { VaultRecords } from './records.ts';

const ACTOR = 'resguardo';

/** The store as backups see it. Each change is one transaction with its audit entry. */
export const createVaultRecords = (store: Store, clock: Clock): VaultRecords => ({
  get: (documentId) => {
    const backup = store.backups.get(documentId);
    const document = store.documents.get(documentId);
    if (!backup || !document) return null;
    const company = store.companies.get(document.companyId);
    const content = store.documents.content(documentId);
    const envelope = store.envelopes.get(document.envelopeId);
    const bytes = store.backups.bytes(documentId);
    if (!company || !content || !envelope) return null;
    return {
      documentId,
      environment: company.environment,
      rut: company.rut,
      type: document.type,
      folio: document.folio,
      issuedOn: document.issuedOn,
      document: { bytes: content.bytes, sha256: document.sha256 },
      // A row without its bytes is a damaged one.
      backup: { bytes: bytes ?? Buffer.alloc(0), sha256: backup.sha256 },
      envelope: { bytes: envelope.bytes, sha256: envelope.sha256, fileName: envelope.fileName },
      file: backup.file,
      envelopeFile: backup.envelopeFile,
      retired: store.retired.isRetired(documentId),
    };
  },
  withoutFile: (after, limit) => store.backups.withoutFile(limit, after),
  list: (after, limit) => store.backups.slice(limit, after),
  markFile: (documentId, { file, envelopeFile }) =>
    store.transaction(() => {
      store.backups.markFile(documentId, { file, envelopeFile });
      store.backups.markVerified(documentId, 'verified', clock.now());
      store.audit.add({ actor: ACTOR, action: 'backup.file_written', documentId, params: { file } });
    }),
  markVerified: (documentId, repaired) =>
    store.transaction(() => {
      const before = store.backups.get(documentId)?.integrity;
      store.backups.markVerified(documentId, 'verified', clock.now());
      // The trail tells what changed; a nightly "still whole" of ten thousand documents would bury it.
      if (repaired || before !== 'verified') {
        store.audit.add({
          actor: ACTOR,
          action: 'backup.verified',
          documentId,
          params: { repaired: repaired ? 1 : 0 },
        });
      }
    }),
  markDamaged: (documentId) =>
    store.transaction(() => {
      const before = store.backups.get(documentId)?.integrity;
      store.backups.markVerified(documentId, 'damaged', clock.now());
      if (before !== 'damaged') store.audit.add({ actor: ACTOR, action: 'backup.damaged', documentId });
    }),
  repair: (documentId, good) => store.backups.repair(documentId, good),
  forgetFiles: () => store.backups.forgetFiles(),
  noteVerification: (figures, actor = ACTOR) =>
    store.audit.add({ actor, action: 'backup.verified', params: { ...figures } }),
});
