import type { SiiState } from '../../shared/domain/states.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { texts } from '../../shared/texts/es-CL.ts';

type Params = Readonly<Record<string, string | number>>;

const textAt = (params: Params, name: string): string => String(params[name] ?? '').trim();

/** A code with its words, or whichever of the two there is. */
const joined = (code: string, words: string): string =>
  code !== '' && words !== '' && code !== words ? `${code}: ${words}` : words || code;

/** What the SII said, line by line, in its own words: the fields that it objected to, its reason, its state. */
export const siiWords = (params: Params): readonly string[] => {
  const details = textAt(params, 'details').split('\n');
  const found = joined(textAt(params, 'code'), textAt(params, 'descripcion'));
  const general = joined(textAt(params, 'estado'), textAt(params, 'glosa'));
  return [...new Set([...details, found, general].map((line) => line.trim()).filter(Boolean))];
};

type Reason = NonNullable<Output<'documents.get'>['siiReason']>;

/** Why the SII objects to a document or rejects it; nothing where it does neither: its "all is well" is no reason. */
export const siiReasonLines = (state: SiiState, reason: Reason | null): readonly string[] => {
  if (reason === null || (state !== 'objected' && state !== 'rejected')) return [];
  const known = (texts.sendErrors as Readonly<Record<string, { readonly what: string }>>)[reason.code];
  const words = siiWords({ ...reason.params, estado: reason.params['estado'] ?? reason.code });
  return known === undefined ? words : [known.what, ...words];
};
