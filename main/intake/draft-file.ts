import { isScalar, parseDocument, visit } from 'yaml';
import { AppError, appError } from '../../shared/domain/errors.ts';

/** A document of 1,000 lines is some 300 KB; bytes. */
export const MAX_DRAFT_BYTES = 5_000_000;
/** The YAML reader takes some ten times as long as that of JSON. */
const MAX_YAML_BYTES = 1_000_000;
/** Anchors are for a handful of repeated lines; more is a file that means to blow up ("billion laughs"). */
const MAX_ALIASES = 50;

const YAML_NAME = /\.ya?ml$/i;
/** Endings of files that may be drafts. */
export const DRAFT_NAME = /\.(json|ya?ml)$/i;

/** Text of a file: UTF-8, with or without mark; what is no UTF-8 is Latin-1, so that accents stay. */
const textOf = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
};

/**
 * YAML 1.2 as plain values. Numbers keep the digits that were written (`0012` is no 12): a draft takes them as text. There is no
 * type beyond those of JSON, no merge key, and one document a file.
 */
const parseYaml = (text: string): unknown => {
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) throw error;
  visit(document, {
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'number') node.value = node.source ?? String(node.value);
    },
  });
  return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
};

/**
 * Reads a draft file, JSON or YAML by the ending of its name, as any value: `readDraft` of main/domain/draft judges it.
 * @throws AppError `draft_unreadable` for what is neither, `file_too_large`
 */
export const readDraftFile = (name: string, bytes: Buffer): unknown => {
  const yaml = YAML_NAME.test(name);
  if (bytes.length > (yaml ? MAX_YAML_BYTES : MAX_DRAFT_BYTES)) throw appError('file_too_large');
  try {
    const text = textOf(bytes).replace(/^\uFEFF/, '');
    return yaml ? parseYaml(text) : JSON.parse(text);
  } catch (cause) {
    // A stack that overflows on a file of brackets ends here as well.
    throw new AppError({ code: 'draft_unreadable' }, { cause });
  }
};
