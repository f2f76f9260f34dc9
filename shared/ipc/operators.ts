import { z } from 'zod';
import { IDLE_MINUTES, SECRET_KINDS } from '../domain/operators.ts';
import { ENVIRONMENTS, ROLES } from '../domain/states.ts';
import type { Channel } from './channel.ts';
import { CHANNELS } from './channels.ts';
import { id } from './parts.ts';

const nothing = z.object({});
const role = z.enum(ROLES);
const kind = z.enum(SECRET_KINDS);
/** What a person types; whether it will do as a new one is main's to say. */
const secret = z.string().min(1).max(200);
const newSecret = z.object({ kind, secret });
const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  // Lines and marks that nobody sees would make one name look like another.
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+$/u);
const operator = z.object({ id, name: z.string(), role });

export const sessionView = z.object({
  /** Whether who works here has to say who he is: from the second operator on. */
  signInOn: z.boolean(),
  /** Null while nobody is signed in. */
  operator: operator.nullable(),
  /** Who was here last, to go on where he left. */
  lastId: id.nullable(),
  /** Who may sign in; empty where nobody has to. */
  choices: z.array(operator.extend({ kind, waitSeconds: z.int().min(0) })).max(200),
  /** Channels that the operator of now is refused: what the window does not offer. */
  refused: z.array(z.enum(CHANNELS)),
  /** The database is damaged: nobody changes anything before it is made anew. */
  readOnly: z.boolean(),
  idleMinutes: z.int(),
  /** Whether the only encargado could show with the business's passphrase that the business is his. */
  recoverable: z.boolean(),
  environment: z.enum(ENVIRONMENTS).nullable(),
  companyName: z.string().nullable(),
  colorScheme: z.enum(['light', 'dark', 'auto']),
  density: z.enum(['comfortable', 'compact']),
});

const operatorView = operator.extend({ active: z.boolean(), kind: kind.nullable() });
const operatorList = z.object({ items: z.array(operatorView).max(1_000) });

/** Who is at the screen, and who may be. */
export const operatorsContract = {
  'session.state': { role: 'anyone', input: nothing, output: sessionView },
  /** Waits are counted for each operator, and outlive the program. */
  'session.signIn': { role: 'anyone', input: z.object({ id, secret }), output: sessionView },
  /** For the only encargado that forgot his: proven by the passphrase that opens the keys of the business. */
  'session.recover': {
    role: 'anyone',
    input: z.object({ passphrase: z.string().min(1).max(1_000) }).extend(newSecret.shape),
    output: sessionView,
  },
  'session.lock': { role: 'usuario', input: nothing, output: sessionView },
  'session.changeSecret': {
    role: 'usuario',
    input: z.object({ current: secret }).extend(newSecret.shape),
    output: nothing,
  },
  'operators.list': { role: 'encargado', input: nothing, output: operatorList },
  /** `own`: for whoever was alone until now, and has no PIN yet. */
  'operators.add': {
    role: 'encargado',
    input: z.object({
      name,
      role,
      ...newSecret.shape,
      own: z
        .object({ name, ...newSecret.shape })
        .nullable()
        .default(null),
    }),
    output: operatorList,
  },
  'operators.change': { role: 'encargado', input: z.object({ id, name, role }), output: operatorList },
  'operators.resetSecret': {
    role: 'encargado',
    input: z.object({ id }).extend(newSecret.shape),
    output: operatorList,
  },
  /** None is ever deleted: the trail names them. */
  'operators.setActive': {
    role: 'encargado',
    input: z.object({
      id,
      active: z.boolean(),
      own: newSecret.nullable().default(null),
    }),
    output: operatorList,
  },
  'operators.setIdle': {
    role: 'encargado',
    input: z.object({ minutes: z.int().min(IDLE_MINUTES.min).max(IDLE_MINUTES.max) }),
    output: sessionView,
  },
} as const satisfies Record<string, Channel>;
