import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { MANUAL, matches, sectionsOf } from '../../../renderer/features/help/manual.ts';
import { Markdown } from '../../../renderer/features/help/markdown.tsx';
import { expiriesOf } from '../../../renderer/features/home/expiries.ts';
import { exampleDraft, hasExample } from '../../../renderer/lib/example.ts';
import { isRut } from '../../../shared/domain/rut.ts';
import type { CafView } from '../../../shared/ipc/parts.ts';

const html = (markdown: string): string =>
  renderToStaticMarkup(<Markdown tokens={sectionsOf(`# x\n\n${markdown}`)[0]?.tokens ?? []} />);

describe('the manual in the window', () => {
  it('the manual of this version, when read, has its sections with text in each', () => {
    expect(MANUAL.length).toBeGreaterThan(6);
    expect(MANUAL.filter(({ tokens }) => tokens.length === 0)).toEqual([]);
    expect(new Set(MANUAL.map(({ id }) => id)).size).toBe(MANUAL.length);
  });

  it('HTML, scripts and links in it, when shown, are text and lead nowhere', () => {
    const shown = html(
      '<script>alert(1)</script>\n\n[aquí](https://example.org) <img src=x onerror=alert(1)>',
    );
    expect(shown).not.toMatch(/<script|<img|<a |href=/);
    expect(shown).toContain('aquí');
  });

  it('bold, lists, tables and code, when shown, are what they are', () => {
    const shown = html('**Hola** `a`\n\n- uno\n- dos\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    for (const part of ['<strong>Hola</strong>', '<code>a</code>', '<li>uno</li>', '<td>2</td>'])
      expect(shown).toContain(part);
  });

  it('words without accents, in any order, find the section that has them all', () => {
    const [section] = sectionsOf('# Certificación\n\nEl año pasado');
    expect(matches(section?.words ?? '', 'ano certificacion')).toBe(true);
    expect(matches(section?.words ?? '', 'certificacion folio')).toBe(false);
  });
});

const NOW = Date.UTC(2026, 6, 15, 15, 0);
const caf = (changes: Partial<CafView>): CafView => ({
  id: 1,
  type: 33,
  from: 1,
  to: 50,
  next: 5,
  left: 46,
  authorizedOn: '2026-03-01',
  expiresOn: '2026-08-01',
  ...changes,
});

describe('what ends soon', () => {
  it('certificate and folios, by their dates, stand the soonest first', () => {
    const found = expiriesOf([caf({})], NOW + 5 * 86_400_000, NOW);
    expect(found.map(({ key, days, urgent }) => [key, days, urgent])).toEqual([
      ['certificate', 5, true],
      ['caf-1', 17, false],
    ]);
  });

  it('folios that are used up, never end, or end in months, are not in it', () => {
    const cafs = [
      caf({ id: 1, left: 0 }),
      caf({ id: 2, expiresOn: null }),
      caf({ id: 3, expiresOn: '2027-01-01' }),
    ];
    expect(expiriesOf(cafs, null, NOW)).toEqual([]);
  });

  it('folios whose last day is today, while it lasts, have not ended', () => {
    expect(expiriesOf([caf({ expiresOn: '2026-07-15' })], null, NOW)[0]?.days).toBe(0);
    expect(expiriesOf([caf({ expiresOn: '2026-07-14' })], null, NOW)[0]?.days).toBeLessThan(0);
  });
});

describe('the document to practise with', () => {
  it('for each type that has one, is addressed to a RUT that can be', () => {
    const types = [33, 34, 39, 52, 56, 61].filter(hasExample);
    expect(types).toEqual([33, 34, 39]);
    for (const type of types) {
      const { Encabezado } = exampleDraft(type) as unknown as {
        readonly Encabezado: { readonly Receptor: { readonly RUTRecep: string } };
      };
      expect(isRut(Encabezado.Receptor.RUTRecep)).toBe(true);
    }
  });
});
