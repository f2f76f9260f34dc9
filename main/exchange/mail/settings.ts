import { z } from 'zod';
import { appError } from '../../../shared/domain/errors.ts';
import { isMailAddress, MAIL_SECURITY } from '../../../shared/domain/mail.ts';
import type { Environment } from '../../../shared/domain/states.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Custody } from '../../security/custody-types.ts';
import type { Settings } from '../../store/settings.ts';

const KEY = 'mail.server';
/** Of this computer alone, and never in a backup: what a restored business had accepted long ago is not sent anew. */
const SINCE = 'local.mailAutoSince';
const PURPOSE = 'mail-password';

const address = z.string().refine(isMailAddress);
const stored = z.object({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  security: z.enum(MAIL_SECURITY),
  user: z.string(),
  /** Sealed by the custody, base64; null where the server asks for none. */
  password: z.base64().nullable(),
  senderName: z.string().min(1),
  senderAddress: address,
  auto: z.boolean(),
});
type Stored = z.infer<typeof stored>;

export type MailServer = Omit<Stored, 'password'>;

export interface MailSettings {
  /** Null before anybody set it up. */
  get(): (MailServer & { readonly hasPassword: boolean }) | null;
  /** @param password null keeps the one that is there @throws AppError locked, passphrase_required */
  set(server: MailServer, password: string | null, environment: Environment): void;
  /** Forgets server and password. */
  clear(): void;
  /** The password, to be used and forgotten. @throws AppError locked */
  password(): string | null;
  /** Since when accepted documents go out by themselves, UTC epoch ms; null where they do not. */
  autoSince(): number | null;
  /** From now on, and nothing from before: after a restore nobody knows what went out. */
  restartAuto(): void;
  /** Seals the password again; part of leaving practice keys (security/custody.ts). */
  reseal(change: (sealed: Buffer, purpose: string) => Buffer): void;
}

export const createMailSettings = (parts: {
  readonly settings: Settings;
  readonly custody: Pick<Custody, 'open' | 'seal'>;
  readonly clock: Clock;
}): MailSettings => {
  const { settings, custody, clock } = parts;
  const read = (): Stored | null => {
    const parsed = stored.safeParse(settings.get(KEY));
    return parsed.success ? parsed.data : null;
  };
  const restartAuto = (): void => {
    settings.set(SINCE, read()?.auto === true ? clock.now() : null);
  };
  return {
    get: () => {
      const found = read();
      if (!found) return null;
      const { password, ...server } = found;
      return { ...server, hasPassword: password !== null };
    },
    set: (server, password, environment) => {
      const before = read();
      // A password belongs to the server that it was typed for: it is not handed to another one.
      const same = before?.host === server.host && before.user === server.user;
      if (password === null && !same && server.user !== '') throw appError('mail_password_needed');
      const kept = same ? (before?.password ?? null) : null;
      const sealed =
        password === null || password === ''
          ? password === ''
            ? null
            : kept
          : custody.seal(Buffer.from(password, 'utf8'), PURPOSE, environment).toString('base64');
      settings.set(KEY, { ...server, password: sealed } satisfies Stored);
      if (server.auto !== (before?.auto ?? false)) restartAuto();
    },
    clear: () => {
      settings.set(KEY, null);
      settings.set(SINCE, null);
    },
    password: () => {
      const sealed = read()?.password ?? null;
      return sealed === null ? null : custody.open(Buffer.from(sealed, 'base64'), PURPOSE).toString('utf8');
    },
    autoSince: () => {
      if (read()?.auto !== true) return null;
      const since = z.number().safeParse(settings.get(SINCE));
      if (since.success) return since.data;
      restartAuto();
      return clock.now();
    },
    restartAuto,
    reseal: (change) => {
      const found = read();
      if (found?.password == null) return;
      const sealed = change(Buffer.from(found.password, 'base64'), PURPOSE);
      settings.set(KEY, { ...found, password: sealed.toString('base64') });
    },
  };
};
