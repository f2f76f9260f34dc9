import { describe, expect, it } from 'vitest';
import { createKeptDrafts } from '../../../main/setup/kept-drafts.ts';

const open = () => {
  const values = new Map<string, unknown>();
  const company = { environment: 'practice', rut: '76192083-9' };
  let now = 1_000;
  const settings = {
    all: () => Object.fromEntries(values),
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => void values.set(key, structuredClone(value)),
  };
  const drafts = createKeptDrafts(
    settings,
    { company: () => company } as unknown as Parameters<typeof createKeptDrafts>[1],
    { now: () => now++ } as Parameters<typeof createKeptDrafts>[2],
  );
  return { drafts, company, values };
};
const named = (name: string) => ({ Encabezado: { Receptor: { RznSocRecep: name } } });

describe('drafts that are being written', () => {
  it('kept again and thrown away, are there once with their last words, and then not', () => {
    const { drafts } = open();
    drafts.keep('a', named('Pan'));
    drafts.keep('b', named('Queso'));
    drafts.keep('a', named('Panadería'));
    expect(drafts.all()).toEqual([
      { key: 'a', draft: named('Panadería'), changedAt: 1_002 },
      { key: 'b', draft: named('Queso'), changedAt: 1_001 },
    ]);
    drafts.discard('a');
    drafts.discard('unknown');
    expect(drafts.all().map(({ key }) => key)).toEqual(['b']);
  });

  it('more than twenty, when one more is kept, lose the oldest', () => {
    const { drafts } = open();
    for (let n = 0; n < 21; n += 1) drafts.keep(`d${n}`, named(String(n)));
    expect(drafts.all()).toHaveLength(20);
    expect(drafts.all().map(({ key }) => key)).not.toContain('d0');
  });

  it('of one company, when another one works, are not shown; and what is unreadable counts as none', () => {
    const { drafts, company, values } = open();
    drafts.keep('a', named('Pan'));
    company.environment = 'production';
    expect(drafts.all()).toEqual([]);
    company.environment = 'practice';
    expect(drafts.all()).toHaveLength(1);
    for (const key of values.keys()) values.set(key, 'no es una lista');
    expect(drafts.all()).toEqual([]);
  });
});
