/**
 * RUTs. Kept and sent as `12345678-5` (K in upper case: pattern of SiiTypes_v10.xsd), shown as `12.345.678-5`.
 */
export type Rut = string;

const LOOSE = /^\s*(\d{1,3}(?:\.?\d{3})*|\d{1,9})\s*-?\s*([\dkK])\s*$/;

/**
 * The check digit of a RUT's body, by weights 2 to 7 from the right, modulo 11.
 * @param body digits alone, without dots
 */
export const rutVerifier = (body: string): string => {
  let sum = 0;
  for (let position = 0; position < body.length; position++) {
    sum += Number(body[body.length - 1 - position]) * (2 + (position % 6));
  }
  const rest = 11 - (sum % 11);
  if (rest === 11) return '0';
  if (rest === 10) return 'K';
  return String(rest);
};

/**
 * Reads a RUT as people type it, with or without dots and dash.
 * @returns the kept form, or null when it is no RUT or its check digit is wrong
 */
export const parseRut = (text: string): Rut | null => {
  const match = LOOSE.exec(text);
  if (!match) return null;
  const body = (match[1] ?? '').replaceAll('.', '').replace(/^0+(?=\d)/, '');
  const verifier = (match[2] ?? '').toUpperCase();
  if (body.length > 8 || body === '0') return null;
  return rutVerifier(body) === verifier ? `${body}-${verifier}` : null;
};

export const isRut = (text: string): boolean => parseRut(text) !== null;

/** `76192083-9` as `{ body: '76192083', verifier: '9' }`. The SII's services ask for the two apart. */
export const splitRut = (rut: Rut): { readonly body: string; readonly verifier: string } => {
  const [body = '', verifier = ''] = rut.split('-');
  return { body, verifier };
};

/** The kept form as people read it: `76.192.083-9`. Anything else comes back as it is. */
export const formatRut = (rut: Rut): string => {
  const match = /^(\d+)-([\dK])$/.exec(rut);
  if (!match) return rut;
  return `${(match[1] ?? '').replace(/\B(?=(\d{3})+$)/g, '.')}-${match[2]}`;
};
