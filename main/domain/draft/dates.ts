const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The years of FechaType (SiiTypes_v10.xsd). References of exports could reach back to 1950; ours do not. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2050;

/** A day of the calendar as `AAAA-MM-DD`: 2023-02-29 is none. */
export const isDate = (text: string): boolean => {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** `AAAA-MM-DDThh:mm:ss`, without offset. */
export const isTimestamp = (text: string): boolean => {
  const match = TIMESTAMP.exec(text);
  return match !== null && isDate(match[1] ?? '');
};
