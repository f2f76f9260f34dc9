import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAIL_WAITS } from '../../../main/domain/mail/rules.ts';
import { createDteEngine } from '../../../main/dte/engine.ts';
import { createCustomerCopyService } from '../../../main/exchange/customer-copy.ts';
import { createAutomaticMail } from '../../../main/exchange/mail/automatic.ts';
import { createOutbox, type Outbox, type OutboxParts } from '../../../main/exchange/mail/outbox.ts';
import { createMailSettings, type MailSettings } from '../../../main/exchange/mail/settings.ts';
import { createSmtp } from '../../../main/exchange/mail/smtp.ts';
import { appError } from '../../../shared/domain/errors.ts';
import type { Environment, SiiState } from '../../../shared/domain/states.ts';
import { NOW } from '../../support/certificates.ts';
import { createFakeClock, type FakeClock } from '../../support/clock.ts';
import { addCaf, addCertificate, draft, type Office, openOffice } from '../../support/issuing.ts';
import { mailServerCa, startMailServer, type TestMailServer } from '../../support/mail-server.ts';
import { openTempStore, type TempStore } from '../../support/store.ts';

const MINUTE = 60_000;
const TO = 'facturas@cliente.invalid';

describe('messages to customers', () => {
  let server: TestMailServer;
  let clock: FakeClock;
  let temp: TempStore;
  let office: Office;
  let settings: MailSettings;
  let outbox: Outbox;
  let environment: Environment;
  let printing: boolean;

  const company = () => {
    const found = temp.store.companies.get(1);
    return found && { ...found, environment };
  };
  const open = (ca: string | null = mailServerCa(), changes: Partial<OutboxParts> = {}): Outbox =>
    createOutbox({
      store: temp.store,
      clock,
      company,
      settings,
      copies: createCustomerCopyService({
        store: temp.store,
        clock,
        keyring: office.keyring,
        dte: createDteEngine(),
      }),
      pdf: () =>
        printing ? Promise.resolve(Buffer.from('%PDF-1.7 ')) : Promise.reject(appError('print_failed')),
      smtp: createSmtp({
        timeouts: { connect: 2_000, silence: 2_000 },
        ...(ca === null ? {} : { ca }),
      }),
      changed: () => undefined,
      onTrouble: (error) => {
        throw error;
      },
      timers: clock.timers,
      ...changes,
    });
  const configure = (
    changes: Partial<{ host: string; port: number; password: string; auto: boolean }> = {},
  ): void => {
    const { host = 'localhost', port = server.port, password = server.password, auto = false } = changes;
    const sender = { senderName: 'Ferretería El Roble', senderAddress: 'ventas@roble.invalid' };
    settings.set(
      { host, port, security: 'starttls', user: server.user, ...sender, auto },
      password,
      'practice',
    );
  };
  const issue = (siiState: SiiState = 'accepted'): number => {
    const { id } = office.issuing.issue(draft(), 'prueba');
    const document = temp.store.documents.get(id);
    if (document) temp.store.documents.change(document, { siiState }, clock.now());
    return id;
  };
  const send = async (id = issue(), to = TO) => {
    const mail = outbox.send(id, to, 'Ana');
    await outbox.idle();
    return mail.id;
  };
  const state = (id: number) => {
    const { state, errorCode, attempts, nextDueAt } = temp.store.customerMails.get(id) ?? {};
    return { state, errorCode, attempts, wait: nextDueAt == null ? null : nextDueAt - clock.now() };
  };
  const later = async (ms: number) => {
    clock.jump(ms);
    outbox.kick();
    await outbox.idle();
  };

  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.mood = 'accept';
    (server.received as unknown[]).length = 0;
    environment = 'certification';
    printing = true;
    clock = createFakeClock(NOW);
    temp = openTempStore(clock);
    office = openOffice(temp.store, clock);
    addCertificate(temp.store, office.custody);
    addCaf(temp.store, office.custody, 33);
    settings = createMailSettings({ settings: temp.store.settings, custody: office.custody, clock });
    configure();
    outbox = open();
    outbox.start();
  });
  afterEach(async () => {
    await outbox.stop();
    temp.close();
  });

  it('when the server takes it, then the customer has PDF and signed XML, and it is told', async () => {
    const document = issue();
    const id = await send(document);
    expect(state(id)).toEqual({ state: 'sent', errorCode: null, attempts: 1, wait: null });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'ventas@roble.invalid', to: [TO] });
    const text = String(mail?.bytes);
    expect(text).toContain('T33F1.pdf');
    const copy = temp.store.customerCopies.get(document);
    const xml = /filename=T33F1\.xml[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(text)?.[1] ?? '';
    expect(Buffer.from(xml, 'base64').equals(copy?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(temp.store.audit.ofDocument(document).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['copy.signed', 'mail.queued', 'mail.sent']),
    );
    expect(outbox.addressFor(issue())).toBe(TO);
  });

  it('when the server is greylisting, then it waits and goes out as the same bytes', async () => {
    server.mood = 'greylist';
    const id = await send();
    expect(state(id)).toEqual({ state: 'waiting', errorCode: 'server_busy', attempts: 1, wait: MINUTE });
    const bytes = temp.store.customerMails.bytes(id);
    await later(MINUTE);
    expect(state(id)).toMatchObject({ state: 'waiting', attempts: 2, wait: 5 * MINUTE });
    server.mood = 'accept';
    await later(5 * MINUTE);
    expect(state(id)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(String(server.received[0]?.bytes)).toBe(String(bytes));
    expect(temp.store.customerMails.attempts(id).map(({ outcome }) => outcome)).toEqual([
      'waiting',
      'waiting',
      'sent',
    ]);
  });

  it.each([
    ['refuse_recipient', 'recipient_refused'],
    ['refuse_message', 'message_refused'],
  ] as const)('when the server says %s, then a person is asked and nothing goes on', async (mood, code) => {
    server.mood = mood;
    const id = await send();
    expect(state(id)).toEqual({ state: 'failed', errorCode: code, attempts: 1, wait: null });
    await later(24 * 60 * MINUTE);
    expect(state(id)).toMatchObject({ state: 'failed', attempts: 1 });
    server.mood = 'accept';
    outbox.retry(id, 'Ana');
    await outbox.idle();
    expect(state(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('when the password is wrong, then a person is asked', async () => {
    configure({ password: 'otra' });
    expect(state(await send())).toMatchObject({ state: 'failed', errorCode: 'login_refused' });
    expect(server.received).toHaveLength(0);
  });

  it.each([
    ['the certificate is of another name', '127.0.0.1', true],
    ['nobody vouches for the certificate', 'localhost', false],
  ])('when %s, then nothing is sent and no way around is taken', async (_, host, vouched) => {
    await outbox.stop();
    outbox = open(vouched ? mailServerCa() : null);
    outbox.start();
    configure({ host });
    expect(state(await send())).toMatchObject({ state: 'waiting', errorCode: 'tls_failed' });
    expect(server.received).toHaveLength(0);
  });

  it('when the connection drops after the message, then nobody knows, and it is not sent again by itself', async () => {
    server.mood = 'drop_after_data';
    const id = await send();
    expect(state(id)).toEqual({ state: 'uncertain', errorCode: 'connection_cut', attempts: 1, wait: null });
    server.mood = 'accept';
    await later(24 * 60 * MINUTE);
    expect(server.received).toHaveLength(1);
    outbox.markSent(id, 'Ana');
    expect(state(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('when nobody is there, then it tries for two days and then asks a person', async () => {
    configure({ port: 1 });
    const id = await send();
    for (const wait of MAIL_WAITS) {
      expect(state(id)).toMatchObject({ state: 'waiting', errorCode: 'no_connection', wait });
      await later(wait);
    }
    expect(state(id)).toMatchObject({ state: 'failed', errorCode: 'no_connection' });
    outbox.giveUp(id, 'Ana');
    expect(state(id)).toMatchObject({ state: 'given_up' });
  });

  it('given up and taken back, is as it was and goes on; replaced by another one, stays given up', async () => {
    configure({ port: 1 });
    const id = await send();
    const before = state(id);
    outbox.giveUp(id, 'Ana');
    expect(outbox.takeBack(id, 'Ana')).toBe(true);
    expect(state(id)).toEqual(before);
    const { documentId = 0 } = temp.store.customerMails.get(id) ?? {};
    expect(temp.store.audit.ofDocument(documentId).map(({ action }) => action)).toContain('mail.taken_back');
    expect(outbox.takeBack(id, 'Ana')).toBe(false);
    configure();
    await later(MAIL_WAITS[0] ?? 0);
    expect(state(id)).toMatchObject({ state: 'sent' });

    server.mood = 'greylist';
    const first = await send();
    outbox.giveUp(first, 'Ana');
    outbox.send(temp.store.customerMails.get(first)?.documentId ?? 0, TO, 'Ana');
    await outbox.idle();
    expect(outbox.takeBack(first, 'Ana')).toBe(false);
    expect(state(first)).toMatchObject({ state: 'given_up' });
  });

  it('when the program dies in the middle, then the next start does not send it again', async () => {
    const document = issue();
    await outbox.stop();
    const { id } = outbox.send(document, TO, 'Ana');
    temp.store.customerMails.begin(id, clock.now());
    outbox = open();
    outbox.start();
    await outbox.idle();
    expect(state(id)).toMatchObject({ state: 'uncertain', errorCode: 'interrupted' });
    expect(server.received).toHaveLength(0);
  });

  it('when a restore brought an old state back, then what waited is doubted', async () => {
    configure({ auto: true });
    server.mood = 'greylist';
    const id = await send();
    outbox.doubtAll();
    expect(state(id)).toMatchObject({ state: 'uncertain', errorCode: 'restored' });
  });

  it('when hundreds of customers have no address, then the next one with an address is not kept from its message', async () => {
    configure({ auto: true });
    const looked: number[] = [];
    const queued: number[] = [];
    const crowd = Array.from({ length: 450 }, (_, index) => ({ at: clock.now(), id: index + 1 }));
    const automatic = createAutomaticMail({
      mails: {
        unmailed: (_, after, limit) =>
          crowd.filter(({ id }) => id > after.id && !queued.includes(id)).slice(0, limit),
      },
      clock,
      company,
      since: () => clock.now() - MINUTE,
      addressFor: (id) => {
        looked.push(id);
        return id === 450 ? TO : null;
      },
      queue: (id) => queued.push(id),
    });
    await automatic.queueAccepted(() => true);
    expect(queued).toEqual([450]);
    expect(looked).toHaveLength(450);
    await automatic.queueAccepted(() => true);
    expect(looked).toHaveLength(450);
    automatic.lookAgain();
    await automatic.queueAccepted(() => true);
    expect(looked).toHaveLength(899);
  });

  it('when the disk is full as a message was taken, then that is written later and it never goes again', async () => {
    await outbox.stop();
    const troubles: unknown[] = [];
    const { store } = temp;
    let isFull = true;
    const full = {
      ...store,
      customerMails: {
        ...store.customerMails,
        endAttempt: (...args: Parameters<typeof store.customerMails.endAttempt>) => {
          if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
          store.customerMails.endAttempt(...args);
        },
      },
    };
    outbox = open(undefined, { store: full, onTrouble: (error) => troubles.push(error) });
    outbox.start();
    const id = await send();
    expect(troubles.length).toBeGreaterThan(0);
    expect(state(id)).toMatchObject({ state: 'sending' });
    isFull = false;
    outbox.kick();
    await outbox.idle();
    expect(state(id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(server.received).toHaveLength(1);
  });

  it('when it is set to go by itself, then what is accepted from then on goes once', async () => {
    const before = issue();
    outbox.send(before, TO, 'Ana');
    await outbox.idle();
    const old = issue();
    clock.jump(MINUTE);
    configure({ auto: true });
    const pending = issue('received');
    const fresh = issue();
    await later(MINUTE);
    expect(temp.store.customerMails.ofDocument(fresh)).toMatchObject([{ state: 'sent', recipient: TO }]);
    expect(temp.store.customerMails.ofDocument(old)).toEqual([]);
    expect(temp.store.customerMails.ofDocument(pending)).toEqual([]);
    await later(MINUTE);
    expect(server.received).toHaveLength(2);
  });

  it('when it is practice, then nothing leaves the computer but a test to oneself', async () => {
    environment = 'practice';
    const id = await send();
    expect(state(id)).toMatchObject({ state: 'sent' });
    expect(temp.store.customerMails.get(id)).toMatchObject({ practice: true });
    expect(String(temp.store.customerMails.bytes(id))).toContain(`To: ${TO}`);
    expect(server.received).toHaveLength(0);
    await outbox.test();
    expect(server.received).toMatchObject([{ to: ['ventas@roble.invalid'] }]);
  });

  it('when the PDF cannot be made, then it waits, and the copy is the same later', async () => {
    printing = false;
    const id = await send();
    expect(state(id)).toMatchObject({ state: 'waiting', errorCode: 'print_failed' });
    printing = true;
    await later(MINUTE);
    expect(state(id)).toMatchObject({ state: 'sent' });
  });

  it('when the address is none, or one is under way, then it is refused', async () => {
    for (const to of ['cliente', 'a@b', 'a@b.cl, c@d.cl', 'a@b.cl\nBcc: x@y.cl', '"x"@b.cl'])
      expect(() => outbox.send(issue(), to, 'Ana')).toThrow('bad_address');
    server.mood = 'greylist';
    const document = issue();
    await send(document);
    expect(() => outbox.send(document, TO, 'Ana')).toThrow('mail_under_way');
    expect(() => outbox.send(issue('rejected'), TO, 'Ana')).toThrow('copy_not_ready');
  });

  it('when server or user change, then the old password does not go to them', () => {
    const server = settings.get();
    if (!server) throw new Error('not set');
    const { hasPassword, ...same } = server;
    expect(hasPassword).toBe(true);
    expect(() => settings.set({ ...same, host: 'smtp.otro.invalid' }, null, 'practice')).toThrow(
      'mail_password_needed',
    );
    settings.set({ ...same, senderName: 'Otra' }, null, 'practice');
    expect(settings.password()).toBe('una-clave-de-correo');
    expect(JSON.stringify(temp.store.settings.all())).not.toContain('una-clave-de-correo');
  });

  it('when the test message fails, then it says why', async () => {
    configure({ password: 'otra' });
    await expect(outbox.test()).rejects.toMatchObject({
      value: { code: 'mail_test_failed', params: { code: 'login_refused' } },
    });
  });
});
