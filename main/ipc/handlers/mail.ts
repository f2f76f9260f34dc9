import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appError } from '../../../shared/domain/errors.ts';
import { isMailAddress } from '../../../shared/domain/mail.ts';
import type { MailRow } from '../../../shared/ipc/mail.ts';
import { ensureFolder, writeDurably } from '../../backup/durable.ts';
import type { CustomerMailRecord } from '../../store/customer-mails.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

type MailChannel = Extract<keyof Handlers, `mail.${string}`>;

const RECENT = 20;
const HISTORY = 200;

/** Messages to customers. */
export const mailHandlers = (services: Services): Pick<Handlers, MailChannel> => {
  const { store, setup, outbox, mailSettings, desktop } = services;
  const isPractice = (): boolean => setup.company().environment === 'practice';

  const rowOf = (mail: CustomerMailRecord): MailRow => {
    const { companyId: _c, createdBy: _b, messageId: _m, failedRetries: _f, ...shown } = mail;
    return { ...shown, history: store.customerMails.attempts(mail.id).slice(-HISTORY) };
  };
  const mine = (id: number): CustomerMailRecord => {
    const mail = store.customerMails.get(id);
    if (mail?.companyId !== setup.company().id) throw appError('not_found');
    return mail;
  };
  const view = () => ({
    server: mailSettings.get(),
    practice: isPractice(),
    recent: store.customerMails.recent(setup.company().id, RECENT).map(rowOf),
  });
  const configured = (actor: string) => {
    store.audit.add({ actor, action: 'mail.configured' });
    services.announce(['settings']);
    outbox.kick();
    return view();
  };

  return {
    'mail.get': view,
    'mail.set': ({ password, ...server }, caller) => {
      if (!isMailAddress(server.senderAddress)) throw appError('bad_address');
      store.transaction(() => mailSettings.set(server, password, setup.company().environment));
      return configured(caller.name);
    },
    'mail.clear': (_, caller) => {
      mailSettings.clear();
      return configured(caller.name);
    },
    'mail.test': async () => {
      await outbox.test();
      return { to: mailSettings.get()?.senderAddress ?? '' };
    },
    'mail.ofDocument': ({ id }) => {
      const document = store.documents.get(id);
      if (document?.companyId !== setup.company().id) throw appError('not_found');
      return {
        items: store.customerMails.ofDocument(id).map(rowOf),
        address: outbox.addressFor(id),
        ready: isPractice() || mailSettings.get() !== null,
        practice: isPractice(),
      };
    },
    'mail.send': ({ id, to }, caller) => rowOf(outbox.send(id, to, caller.name)),
    'mail.retry': ({ mailId }, caller) => {
      outbox.retry(mailId, caller.name);
      return rowOf(mine(mailId));
    },
    'mail.giveUp': ({ mailId }, caller) => {
      outbox.giveUp(mailId, caller.name);
      return rowOf(mine(mailId));
    },
    'mail.takeBack': ({ mailId }, caller) => ({ done: outbox.takeBack(mailId, caller.name) }),
    'mail.markSent': ({ mailId }, caller) => {
      outbox.markSent(mailId, caller.name);
      return rowOf(mine(mailId));
    },
    'mail.open': async ({ mailId }) => {
      const mail = mine(mailId);
      const bytes = store.customerMails.bytes(mailId);
      if (!bytes) throw appError('not_found');
      const file = join(services.printFolder, `T${mail.type}F${mail.folio}-correo-${mail.id}.eml`);
      await ensureFolder(services.printFolder);
      await rm(file, { force: true });
      const { path } = await writeDurably(file, bytes, { conflict: 'number' });
      return { file: path, opened: await desktop.openFile(path) };
    },
  };
};
