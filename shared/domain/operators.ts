/** What an operator proves to be who he is with: digits typed quickly at a counter, or words. */
export const SECRET_KINDS = ['pin', 'passphrase'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

export const PIN_DIGITS = { min: 4, max: 8 } as const;
export const PASSPHRASE_LETTERS = { min: 8, max: 200 } as const;

/** After so many minutes without a key or the mouse the session closes. */
export const IDLE_MINUTES = { min: 1, max: 240, usual: 10 } as const;

/** Whom the trail names for what no operator did: nobody may be called so. */
export const PROGRAM_ACTORS = ['resguardo', 'system', 'scheduler', 'bandeja', 'person'] as const;

/** The operator of a shop of one, who is never asked who he is. */
export const FIRST_OPERATOR = 'Encargado';

/** Two names that read alike are one: without accents, in lower case, with single blanks. */
export const operatorKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}]+/gu, ' ')
    .trim();

/** `1111`, `1234`, `9876`: the first that anybody tries. */
const isRun = (digits: string): boolean => {
  const steps = [...digits].slice(1).map((digit, at) => Number(digit) - Number(digits[at]));
  return [0, 1, -1].some((step) => steps.every((each) => each === step));
};

export type SecretFlaw = 'short' | 'easy';

/** What is wrong with a new PIN or passphrase; null for nothing. */
export const secretFlaw = (kind: SecretKind, secret: string): SecretFlaw | null => {
  if (kind === 'pin') {
    const { min, max } = PIN_DIGITS;
    if (!/^\d+$/.test(secret) || secret.length < min || secret.length > max) return 'short';
    return isRun(secret) ? 'easy' : null;
  }
  const letters = [...secret.trim()];
  if (letters.length < PASSPHRASE_LETTERS.min) return 'short';
  return new Set(letters).size < 4 ? 'easy' : null;
};
