import { type StoreTrouble, troubleOf } from '../domain/store-trouble.ts';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * The same repositories, whose failures are told to `tell` before they go on to the caller: whoever swallows one (a retry, a log
 * line) must not keep it from the program as a whole.
 */
export const watched = <T extends object>(
  parts: T,
  tell: (trouble: StoreTrouble, error: unknown) => void,
): T => {
  const seen = (error: unknown): void => {
    const trouble = troubleOf(error);
    if (trouble) tell(trouble, error);
  };
  const wrap =
    (owner: object, method: Method): Method =>
    (...args) => {
      try {
        const result = method.apply(owner, args);
        if (result instanceof Promise) result.catch(seen);
        return result;
      } catch (error) {
        seen(error);
        throw error;
      }
    };
  const wrapAll = (owner: object, deep: boolean): object =>
    Object.fromEntries(
      Object.entries(owner).map(([name, value]: [string, unknown]) => {
        if (typeof value === 'function') return [name, wrap(owner, value as Method)];
        return [name, deep && typeof value === 'object' && value !== null ? wrapAll(value, false) : value];
      }),
    );
  return wrapAll(parts, true) as T;
};
