import { z } from 'zod';
import { TOUR_STOPS } from '../domain/tour.ts';
import type { Channel } from './channel.ts';
import { id } from './parts.ts';

/** The guided tour of the practice company: where it stands, kept over restarts. */
const tourView = z.object({
  /** Null while no tour is under way. */
  stop: z.enum(TOUR_STOPS).nullable(),
  /** The document that the tour looks at. */
  documentId: id.nullable(),
  done: z.boolean(),
});

export const tourContract = {
  'tour.get': { role: 'usuario', input: z.object({}), output: tourView },
  /** Begins the tour, or goes on to a stop: the switches of the practice SII are set as that stop needs them. */
  'tour.go': {
    role: 'encargado',
    input: z.object({ stop: z.enum(TOUR_STOPS), documentId: id.nullable() }),
    output: tourView,
  },
  /** Ends it, told to the end or not: the switches are as they were before. */
  'tour.leave': { role: 'encargado', input: z.object({ done: z.boolean() }), output: tourView },
} as const satisfies Record<string, Channel>;
