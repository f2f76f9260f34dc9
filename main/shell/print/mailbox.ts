import { randomBytes } from 'node:crypto';

/**
 * What the print page is to draw, under an address that nobody can guess and that answers once. Nothing of it touches
 * the disk.
 */
export interface Mailbox {
  /** @returns the token to ask with */
  put(json: string): string;
  take(token: string): string | null;
  /** For a page that never asked. */
  drop(token: string): void;
}

export const createMailbox = (): Mailbox => {
  const waiting = new Map<string, string>();
  return {
    put: (json) => {
      const token = randomBytes(32).toString('base64url');
      waiting.set(token, json);
      return token;
    },
    take: (token) => {
      const json = waiting.get(token) ?? null;
      waiting.delete(token);
      return json;
    },
    drop: (token) => {
      waiting.delete(token);
    },
  };
};
