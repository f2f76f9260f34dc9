import { describe, expect, it } from 'vitest';
import { shownColumns, toggled } from '../../../renderer/components/list/use-list-settings.ts';
import { copiesText } from '../../../renderer/lib/text.ts';
import { listSettings } from '../../../shared/ipc/lists.ts';

const NONE = listSettings.parse({});
const COLUMNS = [
  { key: 'document', always: true },
  { key: 'state' },
  { key: 'copies', optional: true },
] as const;
const seen = (settings: typeof NONE) => shownColumns(COLUMNS, settings).map(({ key }) => key);

describe('the columns of a list', () => {
  it('as they begin / are all but the optional ones', () => {
    expect(seen(NONE)).toEqual(['document', 'state']);
  });
  it('hidden or wanted, and again / come and go', () => {
    const [, state, copies] = COLUMNS;
    const wanted = { ...NONE, ...toggled(copies, NONE) };
    expect(seen(wanted)).toEqual(['document', 'state', 'copies']);
    const fewer = { ...wanted, ...toggled(state, wanted) };
    expect(seen(fewer)).toEqual(['document', 'copies']);
    expect(seen({ ...fewer, ...toggled(copies, fewer), ...toggled(state, fewer) })).toEqual([
      'document',
      'state',
    ]);
  });
  it('that names the row / stays whatever the settings say', () => {
    expect(seen({ ...NONE, hidden: ['document'] })).toEqual(['document', 'state']);
  });
  it('in settings that an earlier version kept / begin without the optional ones', () => {
    expect(listSettings.parse({ hidden: ['state'] }).shown).toEqual([]);
  });
});

describe('where the copies of a document are', () => {
  it('in one place, in two and in three / is said in words', () => {
    expect(copiesText(['database'])).toBe('Está en: base de datos.');
    expect(copiesText(['database', 'vault'])).toBe('Está en: base de datos y carpeta de respaldo.');
    expect(copiesText(['database', 'vault', 'mirror'])).toBe(
      'Está en: base de datos, carpeta de respaldo y segunda copia.',
    );
  });
});
