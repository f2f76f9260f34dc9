import { randomUUID } from 'node:crypto';
import type { DraftObject } from '../../../shared/domain/draft.ts';
import { AppError, appError } from '../../../shared/domain/errors.ts';
import { isMailAddress, type MailErrorCode } from '../../../shared/domain/mail.ts';
import { exchange as texts } from '../../../shared/texts/exchange.ts';
import { mail as mailTexts } from '../../../shared/texts/mail.ts';
import { documentTypes } from '../../../shared/texts/states.ts';
import type { Clock } from '../../domain/clock.ts';
import { mayTakeBack, UNDO_MS } from '../../domain/mail/giving-up.ts';
import { afterMailAttempt, type MailAnswer, type MailFailure } from '../../domain/mail/rules.ts';
import { dig } from '../../domain/values.ts';
import { systemTimers, type Timers } from '../../sending/timers.ts';
import type { CustomerMailRecord, MailChange } from '../../store/customer-mails.ts';
import type { Store } from '../../store/open.ts';
import type { CompanyRecord } from '../../store/records.ts';
import type { CustomerCopyService } from '../customer-copy.ts';
import { createAutomaticMail } from './automatic.ts';
import { composeMail } from './compose.ts';
import type { MailSettings } from './settings.ts';
import type { SendBySmtp } from './smtp.ts';

/** Never sleep longer: a timer knows nothing of the computer's own sleep. */
const LONGEST_SLEEP = 60_000;
/** How long the end of the program waits for a message that is under way. */
const STOP_PATIENCE = 5_000;
const PROGRAM = 'resguardo';

export interface OutboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly company: () => CompanyRecord | null;
  readonly settings: MailSettings;
  readonly copies: CustomerCopyService;
  /** The printed copy of signed bytes. @throws AppError print_failed */
  readonly pdf: (bytes: Buffer) => Promise<Uint8Array>;
  readonly smtp: SendBySmtp;
  readonly changed: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly timers?: Timers;
}

export interface Outbox {
  start(): void;
  /** Looks at once: something was accepted, a person pressed a button, the network came back. */
  kick(): void;
  /** After a restore: what this database thinks unsent may be out, and nothing old goes out by itself. */
  doubtAll(): void;
  /** Where a document's message would go: as it says itself, or as the last one to this customer went. */
  addressFor(documentId: number): string | null;
  /**
   * Puts a document's message into the queue, and remembers the customer's address.
   * @throws AppError bad_address, mail_not_set_up, mail_under_way, and those of the customer's copy
   */
  send(documentId: number, to: string, actor: string): CustomerMailRecord;
  /** Now, whatever its time; for one that is out perhaps, because a person says so. @throws AppError not_found, queue_not_allowed */
  retry(id: number, actor: string): void;
  giveUp(id: number, actor: string): void;
  /**
   * Takes that back, for a minute: it is as it was, unless another one has taken its place.
   * @returns whether it was taken back
   */
  takeBack(id: number, actor: string): boolean;
  /** A person has found out that the message arrived. */
  markSent(id: number, actor: string): void;
  /** A message to the sender's own address, at once. @throws AppError mail_not_set_up, mail_test_failed, locked */
  test(): Promise<void>;
  /** Resolves when nothing is due. For tests. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const failure = (code: MailErrorCode, passing: boolean, detail = ''): MailFailure => ({
  kind: 'failure',
  code,
  began: false,
  passing,
  detail,
});

/** What keeps a message from being made: all of it before the first byte left. */
const ofError = (error: unknown): MailFailure => {
  if (!(error instanceof AppError)) return failure('unknown', true);
  switch (error.value.code) {
    case 'locked':
      return failure('locked', true);
    case 'print_failed':
      return failure('print_failed', true);
    case 'document_damaged':
      return failure('document_damaged', false);
    default:
      return failure('unknown', false, error.value.code);
  }
};

/** The queue of messages to customers: one at a time, each message made once, and none sent twice blindly. */
export const createOutbox = (parts: OutboxParts): Outbox => {
  const { store, clock, settings, copies, timers = systemTimers } = parts;
  const mails = store.customerMails;
  let running = false;
  let timer: unknown = null;
  let working: Promise<void> | null = null;
  let again = false;
  let abort = new AbortController();
  /** What became of a message and could not be written (disk full), to be written before another one is begun. */
  const unwritten = new Map<number, () => void>();

  /** As they were before somebody gave them up, when that was, and the newest message of the document then. */
  const givenUp = new Map<
    number,
    { readonly before: CustomerMailRecord; readonly at: number; readonly newest: number }
  >();

  const audit = (
    action:
      | 'mail.queued'
      | 'mail.sent'
      | 'mail.uncertain'
      | 'mail.failed'
      | 'mail.retried'
      | 'mail.given_up'
      | 'mail.taken_back'
      | 'mail.settled',
    mail: Pick<CustomerMailRecord, 'documentId' | 'recipient'>,
    actor: string,
  ): void => store.audit.add({ actor, action, documentId: mail.documentId, params: { to: mail.recipient } });

  /** Made before the first attempt, and then kept: every attempt sends the same bytes. */
  const messageOf = async (mail: CustomerMailRecord): Promise<Buffer> => {
    const kept = mails.bytes(mail.id);
    if (kept) return kept;
    const document = store.documents.get(mail.documentId);
    const content = store.documents.content(mail.documentId);
    const company = store.companies.get(mail.companyId);
    if (!document || !content || !company) throw appError('not_found');
    const copy = copies.of(mail.documentId, PROGRAM);
    const pdf = await parts.pdf(content.bytes);
    const name = `T${mail.type}F${mail.folio}`;
    const attachments = [
      { name: `${name}.pdf`, type: 'application/pdf', bytes: Buffer.from(pdf) },
      { name: `${name}.xml`, type: 'text/xml', bytes: copy.bytes },
    ];
    const title = `${documentTypes[document.type]} ${mail.folio}`;
    const server = settings.get();
    const message = await composeMail({
      from: server
        ? { name: server.senderName, address: server.senderAddress }
        : { name: company.name, address: mailTexts.practiceSender },
      to: mail.recipient,
      subject: texts.mail.subject(title, company.name),
      text: texts.mail.body(mail.receptorName, title, company.name),
      messageId: mail.messageId,
      at: clock.now(),
      attachments,
    });
    mails.setBytes(mail.id, message);
    return message;
  };

  const deliver = async (mail: CustomerMailRecord): Promise<MailAnswer> => {
    try {
      const message = await messageOf(mail);
      if (abort.signal.aborted) return failure('interrupted', true);
      if (mail.practice) return { kind: 'taken', response: '' };
      const server = settings.get();
      if (!server) return failure('not_set_up', false);
      const password = settings.password();
      return await parts.smtp(
        { ...server, password },
        { from: server.senderAddress, to: mail.recipient },
        message,
        abort.signal,
      );
    } catch (error) {
      return ofError(error);
    }
  };

  const settle = (mail: CustomerMailRecord, answer: MailAnswer): void => {
    const now = clock.now();
    const next = afterMailAttempt(answer, mail.failedRetries, now);
    const failed = answer.kind === 'failure';
    const to: MailChange = {
      state: next.state,
      nextDueAt: next.dueAt,
      failedRetries: next.failedRetries,
      errorCode: failed ? answer.code : null,
      detail: failed ? answer.detail : answer.response,
    };
    store.transaction(() => {
      mails.endAttempt(mail.id, to, now);
      mails.change(mail.id, to, now);
      if (next.state !== 'waiting') audit(`mail.${next.state}`, mail, PROGRAM);
    });
    parts.changed();
  };

  const work = async (): Promise<void> => {
    for (const [id, write] of [...unwritten]) {
      write();
      unwritten.delete(id);
    }
    await automatic.queueAccepted(() => running);
    for (let mail = mails.due(clock.now()); mail && running; mail = mails.due(clock.now())) {
      const { id } = mail;
      const begun = store.transaction(() => mails.begin(id, clock.now()));
      if (!begun) break;
      parts.changed();
      const answer = await deliver(mail);
      try {
        settle(mail, answer);
      } catch (error) {
        unwritten.set(id, () => settle(mail, answer));
        throw error;
      }
    }
  };

  const pump = (): void => {
    if (!running) return;
    if (working) {
      again = true;
      return;
    }
    again = false;
    working = work()
      .catch(parts.onTrouble)
      .finally(() => {
        working = null;
        // Somebody called after the last look, and before this.
        if (again) pump();
        else if (running) sleep();
      });
  };

  const sleep = (): void => {
    if (timer !== null) timers.clear(timer);
    const due = mails.nextDueAt();
    const ms = due === null ? LONGEST_SLEEP : Math.min(Math.max(due - clock.now(), 50), LONGEST_SLEEP);
    timer = timers.set(() => {
      timer = null;
      pump();
    }, ms);
  };

  const addressFor = (documentId: number): string | null => {
    const document = store.documents.get(documentId);
    const content = store.documents.content(documentId);
    if (!document || !content) return null;
    const own = dig(content.draft as DraftObject, 'Encabezado', 'Receptor', 'CorreoRecep');
    const remembered = mails.remembered(document.companyId, document.receptorRut);
    const found = [remembered, typeof own === 'string' ? own.trim() : null].find(
      (each) => each !== null && each !== undefined && isMailAddress(each),
    );
    return found ?? null;
  };

  const queue = (documentId: number, to: string, actor: string): CustomerMailRecord =>
    store.transaction(() => {
      const document = store.documents.get(documentId);
      const company = parts.company();
      if (!document || document.companyId !== company?.id) throw appError('not_found');
      const practice = company.environment === 'practice';
      if (!practice && !settings.get()) throw appError('mail_not_set_up');
      if (!isMailAddress(to)) throw appError('bad_address');
      const open = mails
        .ofDocument(documentId)
        .find(({ state }) => state === 'waiting' || state === 'sending');
      if (open) throw appError('mail_under_way', { to: open.recipient });
      copies.of(documentId, actor);
      const now = clock.now();
      const host = (settings.get()?.senderAddress ?? mailTexts.practiceSender).split('@').at(-1);
      const id = mails.insert({
        documentId,
        companyId: company.id,
        recipient: to,
        messageId: `<${randomUUID()}@${host}>`,
        practice,
        createdBy: actor,
        now,
      });
      if (mails.remembered(company.id, document.receptorRut) !== to) automatic.lookAgain();
      mails.remember(company.id, document.receptorRut, to, now);
      audit('mail.queued', { documentId, recipient: to }, actor);
      const mail = mails.get(id);
      if (!mail) throw appError('internal');
      return mail;
    });

  const automatic = createAutomaticMail({
    mails,
    clock,
    company: parts.company,
    since: settings.autoSince,
    addressFor,
    queue: (documentId, to) => queue(documentId, to, PROGRAM),
  });

  const act = (
    id: number,
    allowed: readonly CustomerMailRecord['state'][],
    to: Pick<MailChange, 'state' | 'nextDueAt'>,
    action: 'mail.retried' | 'mail.given_up' | 'mail.settled',
    actor: string,
  ): void => {
    store.transaction(() => {
      const mail = mails.get(id);
      if (!mail || mail.companyId !== parts.company()?.id) throw appError('not_found');
      if (!allowed.includes(mail.state)) throw appError('queue_not_allowed');
      const { errorCode, detail } = mail;
      mails.change(id, { ...to, failedRetries: 0, errorCode, detail }, clock.now());
      audit(action, mail, actor);
    });
    parts.changed();
    pump();
  };

  const newestOf = (documentId: number): number => mails.ofDocument(documentId)[0]?.id ?? 0;

  const giveUp = (id: number, actor: string): void => {
    const before = mails.get(id);
    act(
      id,
      ['waiting', 'failed', 'uncertain'],
      { state: 'given_up', nextDueAt: null },
      'mail.given_up',
      actor,
    );
    const at = mails.get(id)?.updatedAt ?? 0;
    for (const [each, { at: then }] of givenUp) if (then + UNDO_MS < at) givenUp.delete(each);
    if (before) givenUp.set(id, { before, at, newest: newestOf(before.documentId) });
  };

  const takeBack = (id: number, actor: string): boolean => {
    const kept = givenUp.get(id);
    givenUp.delete(id);
    const isBack = store.transaction(() => {
      const mail = mails.get(id);
      if (!mail || mail.companyId !== parts.company()?.id) throw appError('not_found');
      if (!kept) return false;
      const isReplaced = newestOf(mail.documentId) > kept.newest;
      if (!mayTakeBack(mail, kept.at, isReplaced, clock.now())) return false;
      mails.change(id, kept.before, clock.now());
      audit('mail.taken_back', mail, actor);
      return true;
    });
    parts.changed();
    pump();
    return isBack;
  };

  const doubt = (mail: CustomerMailRecord, errorCode: MailErrorCode): void => {
    const to: MailChange = {
      state: 'uncertain',
      nextDueAt: null,
      failedRetries: mail.failedRetries,
      errorCode,
      detail: '',
    };
    mails.endAttempt(mail.id, to, clock.now());
    mails.change(mail.id, to, clock.now());
    audit('mail.uncertain', mail, PROGRAM);
  };

  return {
    start: () => {
      running = true;
      // The last run ended in the middle of these: how far they had come, nobody knows.
      const left = mails.left();
      // Nothing is written where there is nothing to say: the database may be one that can only be read.
      if (left.length > 0)
        store.transaction(() => {
          for (const mail of left) doubt(mail, 'interrupted');
        });
      pump();
    },
    kick: pump,
    doubtAll: () =>
      store.transaction(() => {
        for (const mail of mails.open()) doubt(mail, 'restored');
        settings.restartAuto();
      }),
    addressFor,
    send: (documentId, to, actor) => {
      const mail = queue(documentId, to.trim(), actor);
      parts.changed();
      pump();
      return mail;
    },
    retry: (id, actor) =>
      act(
        id,
        ['waiting', 'failed', 'uncertain'],
        { state: 'waiting', nextDueAt: clock.now() },
        'mail.retried',
        actor,
      ),
    giveUp,
    takeBack,
    markSent: (id, actor) =>
      act(id, ['uncertain'], { state: 'sent', nextDueAt: null }, 'mail.settled', actor),
    test: async () => {
      const server = settings.get();
      const company = parts.company();
      if (!server || !company) throw appError('mail_not_set_up');
      const message = await composeMail({
        from: { name: server.senderName, address: server.senderAddress },
        to: server.senderAddress,
        subject: mailTexts.testMessage.subject,
        text: mailTexts.testMessage.body(company.name),
        messageId: `<${randomUUID()}@${server.senderAddress.split('@').at(-1)}>`,
        at: clock.now(),
        attachments: [],
      });
      const answer = await parts.smtp(
        { ...server, password: settings.password() },
        { from: server.senderAddress, to: server.senderAddress },
        message,
        abort.signal,
      );
      if (answer.kind === 'failure')
        throw appError('mail_test_failed', { code: answer.code, detail: answer.detail });
    },
    idle: async () => {
      while (working) await working;
    },
    stop: async () => {
      running = false;
      if (timer !== null) timers.clear(timer);
      timer = null;
      if (!working) return;
      const patience = setTimeout(() => abort.abort(), STOP_PATIENCE);
      await working;
      clearTimeout(patience);
      abort = new AbortController();
    },
  };
};
