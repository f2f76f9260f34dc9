import type { DraftValue, FieldIssueCode } from '../../../shared/domain/draft.ts';
import { assertNever } from '../../../shared/domain/errors.ts';
import { parseRut } from '../../../shared/domain/rut.ts';
import { fractionDigits, microToValue, ONE, readMicro } from '../decimal.ts';
import type { Leaf } from '../schema/element.ts';
import type { Anything } from '../values.ts';
import { isDate, isTimestamp } from './dates.ts';
import { beyondLatin1, cleanText, hasControls, transliterate } from './text.ts';

export type LeafResult =
  | { readonly ok: true; readonly value: DraftValue; readonly changed?: boolean }
  | {
      readonly ok: false;
      readonly code: FieldIssueCode;
      readonly params?: Readonly<Record<string, string | number>>;
    };

const bad = (code: FieldIssueCode, params?: Readonly<Record<string, string | number>>): LeafResult => ({
  ok: false,
  code,
  ...(params ? { params } : {}),
});

/** Bounds of a table, which are JavaScript numbers, as millionths. */
const bound = (value: number): bigint => readMicro(value) ?? BigInt(Math.trunc(value)) * ONE;

const readText = (value: Anything, leaf: Extract<Leaf, { kind: 'text' }>): LeafResult => {
  const raw = typeof value === 'string' ? value : typeof value === 'number' ? numberText(value) : null;
  if (raw === null) return bad('bad_pattern');
  const { text, changed } = cleanText(raw);
  const characters = beyondLatin1(text);
  if (characters !== '') return bad('not_latin1', { characters, proposal: transliterate(text) });
  if (hasControls(text)) return bad('bad_pattern');
  if (text.length > leaf.maxLength) return bad('too_long', { max: leaf.maxLength, length: text.length });
  if (leaf.pattern && !leaf.pattern.test(text)) return bad('bad_pattern');
  return { ok: true, value: text, changed };
};

/** Codes and folios that came as JSON numbers. */
const numberText = (value: number): string | null => {
  const micro = readMicro(value);
  return micro === null ? null : String(microToValue(micro));
};

const readNumber = (value: Anything, leaf: Extract<Leaf, { kind: 'integer' | 'decimal' }>): LeafResult => {
  const micro = readMicro(value);
  if (micro === null) return bad('not_a_number');
  if (leaf.kind === 'integer' && micro % ONE !== 0n) return bad('not_an_integer');
  const { min, max } = leaf;
  if (micro < bound(min) || micro > bound(max)) return bad('out_of_range', { min, max });
  if (leaf.kind === 'decimal' && fractionDigits(micro) > leaf.fraction) {
    return bad('out_of_range', { min, max, decimals: leaf.fraction });
  }
  return { ok: true, value: microToValue(micro) };
};

const readString = (value: Anything): string | null => (typeof value === 'string' ? value.trim() : null);

/**
 * One value of a draft as the document writes it.
 * @param value what the draft has there; not absent
 * @returns the value as the SII wants it (RUTs with dash and without dots, numbers as numbers, texts composed and in
 *   Latin-1), or what is wrong with it. Never cuts a text
 */
export const readLeaf = (value: Anything, leaf: Leaf): LeafResult => {
  switch (leaf.kind) {
    case 'text':
      return readText(value, leaf);
    case 'integer':
    case 'decimal':
      return readNumber(value, leaf);
    case 'date': {
      const date = readString(value);
      return date !== null && isDate(date) ? { ok: true, value: date } : bad('bad_date');
    }
    case 'timestamp': {
      const stamp = readString(value);
      return stamp !== null && isTimestamp(stamp) ? { ok: true, value: stamp } : bad('bad_date');
    }
    case 'rut': {
      const text = readString(value);
      const rut = text === null ? null : parseRut(text);
      return rut === null ? bad('bad_rut') : { ok: true, value: rut };
    }
    case 'code': {
      if (typeof value !== 'string' && typeof value !== 'number') return bad('bad_code');
      const known = leaf.values.find((code) => String(code) === String(value).trim());
      return known === undefined ? bad('bad_code') : { ok: true, value: known };
    }
    default:
      return assertNever(leaf, 'leaf');
  }
};
