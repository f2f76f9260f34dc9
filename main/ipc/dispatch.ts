import type { z } from 'zod';
import { AppError, type ErrorCode, type ErrorValue } from '../../shared/domain/errors.ts';
import type { Role } from '../../shared/domain/states.ts';
import { CHANNELS, type ChannelName } from '../../shared/ipc/channels.ts';
import { type Contract, contract, type Output, type Result } from '../../shared/ipc/contract.ts';
import { troubleOf } from '../domain/store-trouble.ts';

/** Who is at the screen. Until there are operators, everybody is the encargado. */
export interface Caller {
  readonly name: string;
  readonly role: Role;
}

export type Parsed<C extends ChannelName> = z.output<Contract[C]['input']>;

/** What each channel does. A channel of the contract without a handler does not compile. */
export type Handlers = {
  readonly [C in ChannelName]: (input: Parsed<C>, caller: Caller) => Output<C> | Promise<Output<C>>;
};

export interface Log {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export type Dispatch = (channel: string, input: unknown) => Promise<Result<unknown>>;

const failure = (error: ErrorValue): Result<never> => ({ ok: false, error });

const RANK: Record<Role, number> = { usuario: 0, encargado: 1 };

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

/**
 * The one way into the services: known channel, then role, then shape of the input; the answer is checked as well, so
 * that nothing crosses which the contract does not name. Never rejects: errors come back as codes.
 * @param isDamaged the database can only be read: whatever would write is refused before it begins
 */
export const createDispatch =
  (handlers: Handlers, caller: () => Caller, log: Log, isDamaged: () => boolean = () => false): Dispatch =>
  async (channel, input) => {
    if (!isChannel(channel)) return failure({ code: 'bad_request' });
    const spec = contract[channel];
    const who = caller();
    if (RANK[who.role] < RANK[spec.role]) return failure({ code: 'forbidden' });
    if (isDamaged() && spec.role !== 'usuario' && !ACTS_ON_A_DAMAGED_ONE.has(channel))
      return failure({ code: 'database_damaged' });
    const parsed = parse(spec.input, input);
    if (!parsed?.success) {
      const at = parsed?.error.issues[0]?.path.join('.') ?? '';
      log.warn('ipc: input refused', { channel, at });
      return failure({ code: 'bad_request', params: { at } });
    }
    try {
      const handler = handlers[channel] as (input: unknown, caller: Caller) => unknown;
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
