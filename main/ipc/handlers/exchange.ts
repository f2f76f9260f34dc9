import { isAbsolute, join } from 'node:path';
import { channelOf } from '../../../shared/domain/document-type.ts';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { appError } from '../../../shared/domain/errors.ts';
import { exchange as texts } from '../../../shared/texts/exchange.ts';
import { documentTypes } from '../../../shared/texts/states.ts';
import { writeDurably } from '../../backup/durable.ts';
import { dig } from '../../domain/values.ts';
import { mailtoOf } from '../../exchange/mail-draft.ts';
import { logoAddress } from '../../print/logo.ts';
import type { Handlers } from '../dispatch.ts';
import { pdfOf } from '../printing.ts';
import type { Services } from '../services.ts';

/** What goes to a customer: files, and the message that they are attached to. */
export const exchangeHandlers = (
  services: Services,
): Pick<
  Handlers,
  | 'exchange.deliver'
  | 'print.office'
  | 'print.setOffice'
  | 'print.logo'
  | 'print.setLogo'
  | 'sii.noteReason'
  | 'sii.askMail'
> => {
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
        store.audit.add({ actor: caller.name, action: 'settings.changed', params: { part: 'office' } });
      });
      services.announce(['settings']);
      return office();
    },
    'print.logo': () => ({ logo: preferences.logo() }),
    'print.setLogo': ({ content }, caller) => {
      const logo = content === null ? null : logoAddress(Buffer.from(content, 'base64'));
      if (content !== null && logo === null) throw appError('logo_unusable');
      store.transaction(() => {
        preferences.setLogo(logo);
        store.audit.add({ actor: caller.name, action: 'settings.changed' });
      });
      services.announce(['settings']);
      return { logo };
    },
    'sii.noteReason': ({ id, text }, caller) => {
      const document = store.documents.get(id);
      if (document?.companyId !== setup.company().id) throw appError('not_found');
      store.audit.add({ actor: caller.name, action: 'sii.reason_noted', documentId: id, params: { text } });
      services.announce(['documents']);
      return {};
    },
    'sii.askMail': async ({ id }, caller) => {
      const company = setup.company();
      const document = store.documents.get(id);
      const { trackId = null, type = 39 } = document ?? {};
      if (document?.companyId !== company.id || trackId === null || channelOf(type) !== 'factura')
        throw appError('not_found');
      const certificate = services.keyring.certificate(company.id);
      const { answer } = await services.gateway.mailAgain({ company: company.rut, trackId, certificate });
      if (answer.kind !== 'state') throw appError('sii_mail_no_answer');
      // 0 and 00 are the SII's ways to say that a service did what it was asked for (PROTOCOL.md 2.1, 4.1).
      if (Number(answer.estado) !== 0)
        throw appError('sii_mail_refused', { estado: answer.estado, glosa: answer.glosa });
      store.audit.add({ actor: caller.name, action: 'sii.mail_asked', documentId: id });
      services.announce(['documents']);
      return { mail: company.environment === 'practice' ? services.practice.running().mail(trackId) : null };
    },
    'exchange.deliver': async ({ id, folder, mail }, caller) => {
      const document = store.documents.get(id);
      const content = store.documents.content(id);
      if (!document || !content || document.companyId !== setup.company().id) throw appError('not_found');
      if (!isAbsolute(folder)) throw appError('folder_not_writable');
      const name = `T${document.type}F${document.folio}`;
      // First what may be refused; the copy has seen to it that the signed bytes are whole.
      const copy = customerCopies.of(id, caller.name);
      const made = await pdfOf(
        services,
        { bytes: content.bytes, companyId: document.companyId },
        { paper: 'letter', cedible: false },
      );
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
