import { isAbsolute, join } from 'node:path';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { exchange as texts } from '../../../shared/texts/exchange.ts';
import { documentTypes } from '../../../shared/texts/states.ts';
import { writeDurably } from '../../backup/durable.ts';
import { dig } from '../../domain/values.ts';
import { mailtoOf } from '../../exchange/mail-draft.ts';
import type { Handlers } from '../dispatch.ts';
import { pdfOf } from '../printing.ts';
import type { Services } from '../services.ts';

/** What goes to a customer: files, and the message that they are attached to. */
export const exchangeHandlers = (
  services: Services,
): Pick<Handlers, 'exchange.deliver' | 'print.office' | 'print.setOffice'> => {
  const { store, setup, desktop, customerCopies, preferences } = services;

  /** @returns whether there was a program for it */
  const beginMail = (id: number): Promise<boolean> => {
    const document = store.documents.get(id);
    const content = store.documents.content(id);
    if (!document || !content) throw appError('not_found');
    const to = dig(content.draft as DraftObject, 'Encabezado', 'Receptor', 'CorreoRecep');
    const { name } = setup.company();
    const title = `${documentTypes[document.type]} ${document.folio}`;
    return desktop.openMail(
      mailtoOf({
        to: typeof to === 'string' ? to.trim() : '',
        subject: texts.mail.subject(title, name),
        body: texts.mail.body(document.receptorName, title, name),
      }),
    );
  };

  const office = () => ({ office: preferences.siiOffice(), comuna: setup.company().comuna });

  return {
    'print.office': office,
    'print.setOffice': (input, caller) => {
      store.transaction(() => {
        preferences.setSiiOffice(input.office);
        store.audit.add({ actor: caller.name, action: 'settings.changed' });
      });
      services.announce(['settings']);
      return office();
    },
    'exchange.deliver': async ({ id, folder, mail }, caller) => {
      const document = store.documents.get(id);
      const content = store.documents.content(id);
      if (!document || !content || document.companyId !== setup.company().id) throw appError('not_found');
      if (!isAbsolute(folder)) throw appError('folder_not_writable');
      const name = `T${document.type}F${document.folio}`;
      // First what may be refused; the copy has seen to it that the signed bytes are whole.
      const copy = customerCopies.of(id, caller.name);
      const made = await pdfOf(services, content.bytes, { paper: 'letter', cedible: false });
      const xml = await writeDurably(join(folder, `${name}-cliente.xml`), copy.bytes, { conflict: 'number' });
      const pdf = await writeDurably(join(folder, `${name}.pdf`), made, { conflict: 'number' });
      const files = [pdf.path, xml.path].map((path) => path.split(/[\\/]/).at(-1) ?? path);
      store.audit.add({
        actor: caller.name,
        action: 'copy.saved',
        documentId: id,
        params: { file: files[1] ?? '' },
      });
      if (mail) desktop.reveal(xml.path);
      const mailOpened = mail && (await beginMail(id));
      if (mailOpened) store.audit.add({ actor: caller.name, action: 'copy.mail_opened', documentId: id });
      services.announce(['documents']);
      return { xml: xml.path, pdf: pdf.path, mailOpened };
    },
  };
};
