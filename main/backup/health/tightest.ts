/** A folder that something has to fit into. */
export interface Room {
  readonly folder: string;
  /** Null where the system does not say. */
  readonly freeBytes: number | null;
}

const free = ({ freeBytes }: Room): number => freeBytes ?? Number.POSITIVE_INFINITY;

/** Where it is that something does not fit: of several disks the one with the least room. */
export const tightest = ([first, ...others]: readonly [Room, ...Room[]]): Room =>
  others.reduce((least: Room, each) => (free(each) < free(least) ? each : least), first);
