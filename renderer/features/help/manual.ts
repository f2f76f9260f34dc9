import { lexer, type Token } from 'marked';
import source from '../../../docs/manual.md?raw';

/** A part of the manual: what stands between two headings. */
export interface ManualSection {
  readonly id: string;
  readonly title: string;
  readonly level: number;
  readonly tokens: readonly Token[];
  /** All its words, folded, for searching. */
  readonly words: string;
}

/** As searching compares: without capitals and accents; ñ is n. */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** `## Qué tiene el SII` as a part of an address: `que-tiene-el-sii`. */
const slug = (title: string): string =>
  fold(title)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** The manual by its headings. The text before the first one belongs to the title. */
export const sectionsOf = (markdown: string): readonly ManualSection[] => {
  const sections: { id: string; title: string; level: number; tokens: Token[]; raw: string }[] = [];
  for (const token of lexer(markdown)) {
    if (token.type === 'heading') {
      const { text, depth } = token as Token & { readonly text: string; readonly depth: number };
      sections.push({ id: slug(text), title: text, level: depth, tokens: [], raw: text });
      continue;
    }
    const current = sections.at(-1);
    current?.tokens.push(token);
    if (current) current.raw += ` ${token.raw}`;
  }
  return sections.map(({ raw, ...section }) => ({ ...section, words: fold(raw) }));
};

/** The manual of this version, from docs/manual.md, bundled with the program. */
export const MANUAL: readonly ManualSection[] = sectionsOf(source);

/** Whether a text has every word of what was typed. */
export const matches = (words: string, typed: string): boolean =>
  fold(typed)
    .split(/\s+/)
    .every((word) => words.includes(word));
