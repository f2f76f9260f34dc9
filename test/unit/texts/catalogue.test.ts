import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES } from '../../../shared/domain/document-type.ts';
import { DRAFT_WARNING_CODES, FIELD_ISSUE_CODES } from '../../../shared/domain/draft.ts';
import { ERROR_CODES } from '../../../shared/domain/errors.ts';
import { PRACTICE_FAULTS } from '../../../shared/domain/practice.ts';
import { AUDIT_ACTIONS, SEND_ERROR_CODES } from '../../../shared/domain/send-errors.ts';
import { ERROR_CLASSES, INTEGRITIES, QUEUE_STATES, SII_STATES } from '../../../shared/domain/states.ts';
import { texts } from '../../../shared/texts/es-CL.ts';

/** Every string of the catalogue; functions are called with plausible parameters. */
const stringsOf = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return stringsOf(value('2', '3', '4'), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    stringsOf(each, path === '' ? key : `${path}.${key}`),
  );
};

const all = stringsOf(texts, '');

/** Words that a Spanish screen has no use for. `track ID` is what the SII itself calls its receipt. */
const ENGLISH =
  /\b(the|and|your|with|error occurred|please|save|cancel|delete|retry|backup|queue|settings|loading|document|invoice|failed|success|pending|upload|file|folder|search)\b/i;

describe('the Spanish catalogue', () => {
  it.each([
    ['errors', ERROR_CODES, texts.errors],
    ['issues', FIELD_ISSUE_CODES, texts.issues],
    ['warnings', DRAFT_WARNING_CODES, texts.warnings],
    ['sendErrors', SEND_ERROR_CODES, texts.sendErrors],
    ['audit', AUDIT_ACTIONS, texts.audit],
    ['documentTypes', DOCUMENT_TYPES.map(String), texts.documentTypes],
    ['siiStates', SII_STATES, texts.siiStates],
    ['queueStates', QUEUE_STATES, texts.queueStates],
    ['errorClasses', ERROR_CLASSES, texts.errorClasses],
    ['integrities', INTEGRITIES, texts.integrities],
    ['settings.faults', PRACTICE_FAULTS, texts.settings.faults],
  ] as const)(
    '%s, for the codes of the domain, has a text for each and for no other',
    (_name, codes, catalogue) => {
      expect(Object.keys(catalogue).toSorted()).toEqual([...codes].toSorted());
    },
  );

  it('any text, when read, is not blank and has no stray spaces or unfilled parameter', () => {
    const bad = all.filter(
      ([, text]) => text.trim() === '' || text !== text.trim() || /undefined|\[object|NaN| {2}/.test(text),
    );
    expect(bad).toEqual([]);
  });

  it('any text, when read, is Spanish', () => {
    expect(all.filter(([, text]) => ENGLISH.test(text))).toEqual([]);
  });

  it('a send error, whatever its code, says what happened, what we do and what you can do in whole sentences', () => {
    const bad = all.filter(
      ([path, text]) => path.startsWith('sendErrors.') && !/^[A-ZÁÉÍÓÚÑ¿].*[.?]$/su.test(text),
    );
    expect(bad).toEqual([]);
  });

  it('an error with figures, when it is read, names them', () => {
    expect(texts.errors.folios_exhausted({ type: 'Factura' }).what).toContain('Factura');
    expect(texts.issues.out_of_range({ min: 1, max: 60 })).toBe('Entre 1 y 60.');
  });
});

describe('the screens', () => {
  const files = readdirSync(join(import.meta.dirname, '../../../renderer'), {
    recursive: true,
    encoding: 'utf8',
  });
  const sources = files
    .filter((file) => file.endsWith('.tsx'))
    .map(
      (file) => [file, readFileSync(join(import.meta.dirname, '../../../renderer', file), 'utf8')] as const,
    );

  it('components, for what they show, hold no words of their own', () => {
    // Text between tags, or in an attribute that is read: two letters or more that are no expression.
    const words =
      />\s*([A-Za-zÁÉÍÓÚÑáéíóúñ¿¡][^<>{}=;()]*[a-záéíóúñ.])\s*<\/|(?:label|title|placeholder|aria-label|description)="([^"]+)"/g;
    const found = sources.flatMap(([file, source]) =>
      [...source.matchAll(words)].map((match) => `${file}: ${match[1] ?? match[2]}`),
    );
    expect(found).toEqual([]);
  });
});
