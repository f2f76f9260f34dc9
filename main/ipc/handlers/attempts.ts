import { writeFile } from 'node:fs/promises';
import { appError } from '../../../shared/domain/errors.ts';
import { supportText } from '../../../shared/format/support-text.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { attemptView } from '../views.ts';

export const attemptHandlers = ({
  store,
  setup,
  desktop,
  log,
}: Services): Pick<Handlers, 'documents.saveAttempts'> => ({
  'documents.saveAttempts': async ({ id }) => {
    const document = store.documents.get(id);
    if (!document || document.companyId !== setup.company().id) throw appError('not_found');
    const { type, folio } = document;
    const file = await desktop.chooseSaveFile('attempts', `T${type}F${folio}-intentos.txt`);
    if (file === null) return { file };
    const name = texts.common.document(texts.documentTypes[type], folio);
    const text = supportText(name, store.attempts.history(id).map(attemptView));
    await writeFile(file, `${text}\n`, { mode: 0o600 }).catch((cause: unknown) => {
      log.warn('the attempts could not be written', { error: String(cause) });
      throw appError('folder_not_writable');
    });
    return { file };
  },
});
