/** Digits and not zero: 10 of them for facturas, 15 for boletas, fewer in the manuals' samples (PROTOCOL.md 3). */
export const TRACK_ID = /^0*[1-9]\d{0,17}$/;

const withoutZeros = (trackId: string): string => trackId.replace(/^0+(?=\d)/, '');

/** Whether both are the same number, however many zeros stand before it. */
export const sameTrackId = (one: string, other: string): boolean => withoutZeros(one) === withoutZeros(other);
