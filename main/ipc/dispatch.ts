import type { z } from 'zod';
import { AppError, type ErrorCode, type ErrorValue } from '../../shared/domain/errors.ts';
import type { Role } from '../../shared/domain/states.ts';
import type { Access, Channel } from '../../shared/ipc/channel.ts';
import { CHANNELS, type ChannelName } from '../../shared/ipc/channels.ts';
import { type Contract, contract, type Output, type Result } from '../../shared/ipc/contract.ts';
import { troubleOf } from '../domain/store-trouble.ts';

/** Who is at the screen. */
export interface Caller {
  /** Of the operator. */
  readonly id: number;
  readonly name: string;
  readonly role: Role;
}

export type Parsed<C extends ChannelName> = z.output<Contract[C]['input']>;

/** Of a channel that answers anyone, the handler does not learn who asks: there may be nobody. */
type CallerOf<C extends ChannelName> = Contract[C]['role'] extends 'anyone' ? null : Caller;

/** What each channel does. A channel of the contract without a handler does not compile. */
export type Handlers = {
  readonly [C in ChannelName]: (input: Parsed<C>, caller: CallerOf<C>) => Output<C> | Promise<Output<C>>;
};

export interface Log {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export type Dispatch = (channel: string, input: unknown) => Promise<Result<unknown>>;

const failure = (error: ErrorValue): Result<never> => ({ ok: false, error });

const RANK: Record<Access, number> = { anyone: 0, usuario: 1, encargado: 2 };

const mayCall = (channel: ChannelName, role: Access): boolean => RANK[role] >= RANK[contract[channel].role];

/** Whether a usuario is answered, if only for some inputs. */
const mayInPart = (channel: ChannelName, role: Access): boolean =>
  role === 'usuario' && (contract[channel] as Channel).usuarioMay !== undefined;

/** Null for what the schema cannot even walk through: nested too deep, or in circles. */
const parse = (schema: z.ZodType, input: unknown): ReturnType<z.ZodType['safeParse']> | null => {
  try {
    return schema.safeParse(input);
  } catch {
    return null;
  }
};

const isChannel = (name: string): name is ChannelName => (CHANNELS as readonly string[]).includes(name);

/** What a person can do something about, of all that SQLite may say. */
const storeFailure = (error: unknown): ErrorCode | null => {
  // Frozen, because it turned out damaged.
  if ((error as { readonly code?: unknown } | null)?.code === 'SQLITE_READONLY') return 'database_damaged';
  const trouble = troubleOf(error);
  return trouble === null ? null : trouble === 'full' ? 'disk_full' : 'database_damaged';
};

/** What a person needs to get a damaged database made anew; all other channels that act would write into it. */
const ACTS_ON_A_DAMAGED_ONE: ReadonlySet<ChannelName> = new Set([
  'restore.inspect',
  'restore.run',
  'restore.cancel',
  'restore.apply',
  'archive.open',
  'vault.advise',
  'dialogs.chooseFolder',
  'dialogs.chooseFile',
]);

/** What a usuario may do as well, and yet writes into the database: that it was done, or how somebody likes his lists. */
const WRITES_ALL_THE_SAME: ReadonlySet<ChannelName> = new Set([
  'exports.run',
  'trail.export',
  'trail.verify',
  'lists.saveSettings',
  'session.changeSecret',
  'session.recover',
]);

const needsWholeDatabase = (channel: ChannelName): boolean =>
  WRITES_ALL_THE_SAME.has(channel) ||
  (contract[channel].role === 'encargado' && !ACTS_ON_A_DAMAGED_ONE.has(channel));

/**
 * What the window does not offer: channels of which an operator is refused every input, by his role or because the database can
 * only be read.
 */
export const refusedTo = (role: Role, isDamaged: boolean): ChannelName[] =>
  CHANNELS.filter(
    (channel) =>
      (!mayCall(channel, role) && !mayInPart(channel, role)) || (isDamaged && needsWholeDatabase(channel)),
  );

/**
 * The one way into the services: known channel, then role, then shape of the input; the answer is checked as well, so
 * that nothing crosses which the contract does not name. Never rejects: errors come back as codes.
 * @param caller null while nobody is signed in: then only channels for anyone answer
 * @param isDamaged the database can only be read: whatever would write is refused before it begins
 */
export const createDispatch =
  (
    handlers: Handlers,
    caller: () => Caller | null,
    log: Log,
    isDamaged: () => boolean = () => false,
  ): Dispatch =>
  async (channel, input) => {
    if (!isChannel(channel)) return failure({ code: 'bad_request' });
    const spec: Channel = contract[channel];
    const who = caller();
    const role: Access = who?.role ?? 'anyone';
    const mayAll = mayCall(channel, role);
    if (!mayAll && !mayInPart(channel, role))
      return failure({ code: who === null ? 'signed_out' : 'forbidden' });
    if (isDamaged() && needsWholeDatabase(channel)) return failure({ code: 'database_damaged' });
    const parsed = parse(spec.input, input);
    if (!parsed?.success) {
      const at = parsed?.error.issues[0]?.path.join('.') ?? '';
      log.warn('ipc: input refused', { channel, at });
      return failure({ code: 'bad_request', params: { at } });
    }
    if (!mayAll && !spec.usuarioMay?.(parsed.data)) return failure({ code: 'forbidden' });
    try {
      const handler = handlers[channel] as (input: unknown, caller: Caller | null) => unknown;
      return { ok: true, value: spec.output.parse(await handler(parsed.data, who)) };
    } catch (error) {
      if (error instanceof AppError) return failure(error.value);
      const known = storeFailure(error);
      log.error('ipc: handler failed', {
        channel,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      return failure({ code: known ?? 'internal' });
    }
  };
