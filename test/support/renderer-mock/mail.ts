import type { ChannelName } from '../../../shared/ipc/channels.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { MailRow } from '../../../shared/ipc/mail.ts';

type MailChannel = Extract<ChannelName, `mail.${string}`>;

const row = (now: number, id: number, changes: Partial<MailRow>): MailRow => ({
  id,
  documentId: id,
  type: 33,
  folio: 100 + id,
  receptorName: 'Constructora Los Andes Ltda.',
  recipient: 'facturas@losandes.invalid',
  state: 'sent',
  practice: false,
  attempts: 1,
  nextDueAt: null,
  errorCode: null,
  detail: '',
  createdAt: now - 3_600_000,
  updatedAt: now - 1_800_000,
  history: [],
  ...changes,
});

/** What the window shows of messages to customers: one of each kind. */
export const mailAnswers = (now: number, practice: boolean): { [C in MailChannel]: () => Output<C> } => {
  const rows = [
    row(now, 1, { state: 'uncertain', errorCode: 'connection_cut' }),
    row(now, 2, {
      state: 'failed',
      errorCode: 'recipient_refused',
      detail: '550 5.1.1 User unknown',
      recipient: 'nadie@losandes.invalid',
    }),
    row(now, 3, {
      state: 'waiting',
      errorCode: 'server_busy',
      nextDueAt: now + 300_000,
      detail: '451 4.7.1 Greylisted',
    }),
    row(now, 4, { practice }),
  ];
  const view: Output<'mail.get'> = {
    practice,
    server: practice
      ? null
      : {
          host: 'smtp.ferreteria.invalid',
          port: 587,
          security: 'starttls',
          user: 'ventas@ferreteria.invalid',
          senderName: 'Ferretería Doña Rosa',
          senderAddress: 'ventas@ferreteria.invalid',
          auto: true,
          hasPassword: true,
        },
    recent: rows,
  };
  const first = rows[0] as MailRow;
  return {
    'mail.get': () => view,
    'mail.set': () => view,
    'mail.clear': () => ({ ...view, server: null }),
    'mail.test': () => ({ to: 'ventas@ferreteria.invalid' }),
    'mail.ofDocument': () => ({ items: rows.slice(0, 2), address: first.recipient, ready: true, practice }),
    'mail.send': () => first,
    'mail.retry': () => first,
    'mail.giveUp': () => first,
    'mail.takeBack': () => ({ done: true }),
    'mail.markSent': () => first,
    'mail.open': () => ({ file: '/tmp/T33F101-correo.eml', opened: true }),
  };
};
