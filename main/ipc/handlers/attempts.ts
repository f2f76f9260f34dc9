import { appError } from '../../../shared/domain/errors.ts';
import { supportText } from '../../../shared/format/support-text.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { Handlers } from '../dispatch.ts';
import { saveText } from '../save-text.ts';
import type { Services } from '../services.ts';
import { attemptView } from '../views.ts';

export const attemptHandlers = ({
  store,
  desktop,
  log,
}: Services): Pick<Handlers, 'documents.saveAttempts'> => ({
  'documents.saveAttempts': async ({ id }) => {
    const document = store.documents.get(id);
    if (!document) throw appError('not_found');
    const { type, folio } = document;
    return saveText({ desktop, log }, 'attempts', `T${type}F${folio}-intentos.txt`, () => {
      const name = texts.common.document(texts.documentTypes[type], folio);
      return `${supportText(name, store.attempts.history(id).map(attemptView))}\n`;
    });
  },
});
