import { channelOf, type DocumentType } from './document-type.ts';

const HOUR_MS = 3_600_000;

/**
 * By when the SII wants to have a document (UTC epoch ms): a boleta within an hour of its making, or, where there was no data
 * connection, of its return (Res. Ex. SII 74 of 2020, number 6). Null for the other types, for which no such term is known to us.
 */
export const sendBy = (type: DocumentType, createdAt: number): number | null =>
  channelOf(type) === 'boleta' ? createdAt + HOUR_MS : null;
