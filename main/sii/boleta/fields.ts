import { z } from 'zod';
import { parseRut, type Rut } from '../../../shared/domain/rut.ts';
import { TRACK_ID } from '../track-id.ts';

/**
 * A number of the OpenAPI example, which has 15 digits and fits a double exactly; as text it is taken too. Anything that
 * lost digits on the way is refused by z.int.
 */
export const trackId = z
  .union([z.int().positive(), z.string()])
  .transform(String)
  .pipe(z.string().regex(TRACK_ID));

/** `EPR`, `001`. A new one is handed on as it came; whoever decides must not take it for a good one. */
export const estado = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,20}$/);

/** Null and missing are the same to the API. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() ?? '');

/**
 * Whether an answer is addressed to this company, as far as it says to whom.
 * @param written rut_emisor
 */
export const isFor = (company: Rut, written: string): boolean => {
  const addressee = parseRut(written);
  return addressee === null || addressee === company;
};
