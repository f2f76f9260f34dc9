import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { MANUAL, matches, sectionsOf } from '../../../renderer/features/help/manual.ts';
import { Markdown } from '../../../renderer/features/help/markdown.tsx';
import { expiriesOf } from '../../../renderer/features/home/expiries.ts';
import { exampleDraft, hasExample } from '../../../renderer/lib/example.ts';
import { isRut } from '../../../shared/domain/rut.ts';

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
type Report = Parameters<typeof expiriesOf>[0][number];
const caf = (changes: Partial<Report['ranges'][number]>): Report['ranges'][number] => ({
  id: 1,
  type: 33,
  from: 1,
  to: 50,
  next: 5,
  left: 46,
  authorizedOn: '2026-03-01',
  expiresOn: '2026-08-01',
  state: 'in_use',
  ...changes,
});
const folios = (...ranges: Report['ranges']): Report => ({ type: 33, usable: 46, daysLeft: null, ranges });

describe('what ends soon', () => {
  it('certificate and folios, by their dates, stand the soonest first', () => {
    const found = expiriesOf([folios(caf({}))], NOW + 5 * 86_400_000, NOW);
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
    expect(expiriesOf([folios(...cafs)], null, NOW)).toEqual([]);
  });

  it('folios that never end by date, but are used up in days at the pace of now, are in it', () => {
    const boletas = { ...folios(caf({ type: 39, expiresOn: null })), type: 39 as const, usable: 12 };
    expect(expiriesOf([{ ...boletas, daysLeft: 2 }], null, NOW)).toMatchObject([
      { key: 'folios-39', days: 2, urgent: true },
    ]);
    expect(expiriesOf([{ ...boletas, daysLeft: 300 }], null, NOW)).toEqual([]);
  });

  it.each([
    // In the evening of the last day it is the next one already in UTC.
    [Date.UTC(2026, 6, 16, 1, 30), 0],
    [Date.UTC(2026, 6, 15, 2, 0), 1],
    [Date.UTC(2026, 6, 16, 5, 0), -1],
  ])('folios whose last day is the 15th, at %i, end by the days of Chile', (now, days) => {
    expect(expiriesOf([folios(caf({ expiresOn: '2026-07-15' }))], null, now)[0]?.days).toBe(days);
  });

  it('a certificate that ended an hour ago has ended, one of tonight ends today', () => {
    expect(expiriesOf([], NOW - 3_600_000, NOW)[0]?.days).toBe(-1);
    expect(expiriesOf([], NOW + 3_600_000, NOW)[0]?.days).toBe(0);
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
