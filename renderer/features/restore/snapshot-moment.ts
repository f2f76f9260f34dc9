import { formatInstant } from '../../../shared/format/time.ts';

/** When a snapshot was taken, by its name (`instantaneas/20260705T113000Z.sqlite`), as people read it. */
export const snapshotMoment = (path: string): string => {
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(path)?.map(Number) ?? [];
  if (year === undefined || month === undefined) return path;
  return formatInstant(Date.UTC(year, month - 1, day, hour, minute, second));
};
