import { z } from 'zod';
import { MAIL_ERRORS, MAIL_SECURITY, MAIL_STATES } from '../domain/mail.ts';
import type { Channel } from './channel.ts';
import { id, instant } from './parts.ts';

const server = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:-]+$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(MAIL_SECURITY),
  user: z.string().trim().max(254),
  senderName: z.string().trim().min(1).max(100),
  senderAddress: z.string().trim().max(254),
  auto: z.boolean(),
});

const mailRow = z.object({
  id,
  documentId: id,
  type: z.int(),
  folio: z.int(),
  receptorName: z.string(),
  recipient: z.string(),
  state: z.enum(MAIL_STATES),
  practice: z.boolean(),
  attempts: z.int(),
  nextDueAt: instant.nullable(),
  errorCode: z.enum(MAIL_ERRORS).nullable(),
  /** The mail server's own words. */
  detail: z.string(),
  createdAt: instant,
  updatedAt: instant,
  history: z
    .array(
      z.object({
        number: z.int(),
        startedAt: instant,
        endedAt: instant.nullable(),
        outcome: z.enum(MAIL_STATES).nullable(),
        errorCode: z.enum(MAIL_ERRORS).nullable(),
        detail: z.string(),
      }),
    )
    .max(200),
});
export type MailRow = z.infer<typeof mailRow>;

const mailView = z.object({
  server: server.extend({ hasPassword: z.boolean() }).nullable(),
  /** In practice nothing leaves the computer but a test message to oneself. */
  practice: z.boolean(),
  /** What a person has to look at first, then the newest. */
  recent: z.array(mailRow).max(20),
});
const one = z.object({ mailId: id });

/** Messages to customers: the server, and the queue. */
export const mailContract = {
  'mail.get': { role: 'usuario', input: z.object({}), output: mailView },
  /** `password` null keeps the one that is there. */
  'mail.set': {
    role: 'encargado',
    input: server.extend({ password: z.string().max(1_000).nullable() }),
    output: mailView,
  },
  'mail.clear': { role: 'encargado', input: z.object({}), output: mailView },
  /** A message to the sender's own address. */
  'mail.test': { role: 'encargado', input: z.object({}), output: z.object({ to: z.string() }) },
  'mail.ofDocument': {
    role: 'usuario',
    input: z.object({ id }),
    output: z.object({
      items: z.array(mailRow).max(20),
      /** Where the next one would go; null when nobody knows. */
      address: z.string().nullable(),
      /** Whether Resguardo can send by itself. */
      ready: z.boolean(),
      practice: z.boolean(),
    }),
  },
  'mail.send': {
    role: 'encargado',
    input: z.object({ id, to: z.string().trim().max(254) }),
    output: mailRow,
  },
  'mail.retry': { role: 'encargado', input: one, output: mailRow },
  'mail.giveUp': { role: 'encargado', input: one, output: mailRow },
  /** Takes `mail.giveUp` back, for a little while; false where it is too late. */
  'mail.takeBack': { role: 'encargado', input: one, output: z.object({ done: z.boolean() }) },
  'mail.markSent': { role: 'encargado', input: one, output: mailRow },
  /** The message as it went, opened in the user's mail program. */
  'mail.open': { role: 'usuario', input: one, output: z.object({ file: z.string(), opened: z.boolean() }) },
} as const satisfies Record<string, Channel>;
