/** Measured heights, in any one unit. */
export interface Heights {
  /** Room on a sheet between its margins. */
  readonly sheet: number;
  /** The first sheet's head, and the shorter one of those that follow. */
  readonly firstHead: number;
  readonly nextHead: number;
  /** Totals, stamp and acuse: never torn apart. */
  readonly foot: number;
  /** References, lines: a heading that is repeated, and rows that are not torn. */
  readonly sections: readonly { readonly head: number; readonly rows: readonly number[] }[];
}

/** Rows `from` up to but not including `to` of a section. */
export interface Slice {
  readonly section: number;
  readonly from: number;
  readonly to: number;
}

/** A foot that would stand on a sheet of its own takes so many rows along. */
const COMPANY = 2;

/**
 * Which rows stand on which sheet. Every row once, in order; the foot after the last. A row that fits nowhere gets a sheet
 * of its own all the same.
 */
export const planSheets = (heights: Heights): readonly (readonly Slice[])[] => {
  const sheets: Slice[][] = [[]];
  let left = heights.sheet - heights.firstHead;
  const turn = (): void => {
    sheets.push([]);
    left = heights.sheet - heights.nextHead;
  };
  const add = (section: number, row: number): void => {
    const { head = 0, rows = [] } = heights.sections[section] ?? {};
    const sheet = sheets.at(-1) ?? [];
    const open = sheet.at(-1);
    const continues = open?.section === section;
    left -= (rows[row] ?? 0) + (continues ? 0 : head);
    if (continues) sheet[sheet.length - 1] = { ...open, to: row + 1 };
    else sheet.push({ section, from: row, to: row + 1 });
  };
  const need = (section: number, row: number): number => {
    const { head = 0, rows = [] } = heights.sections[section] ?? {};
    return (rows[row] ?? 0) + (sheets.at(-1)?.at(-1)?.section === section ? 0 : head);
  };

  heights.sections.forEach(({ rows }, section) => {
    rows.forEach((_height, row) => {
      const isEmpty = (sheets.at(-1) ?? []).length === 0 && sheets.length > 1;
      if (need(section, row) > left && !isEmpty) turn();
      add(section, row);
    });
  });
  if (heights.foot <= left) return sheets;

  const last = sheets.at(-1)?.at(-1);
  turn();
  if (last && last.to - last.from > COMPANY) {
    const before = sheets.at(-2) ?? [];
    before[before.length - 1] = { ...last, to: last.to - COMPANY };
    sheets.at(-1)?.push({ ...last, from: last.to - COMPANY });
  }
  return sheets;
};
