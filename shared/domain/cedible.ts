import type { DocumentType } from './document-type.ts';

/** Facturas, guías that sell, purchases: what a buyer signs for (PROTOCOL.md 9). */
const CEDIBLE: readonly DocumentType[] = [33, 34, 46, 52];

/** Whether documents of this type have a cedible copy at all; the core knows the exceptions and says so. */
export const isCedibleType = (type: DocumentType): boolean => CEDIBLE.includes(type);
