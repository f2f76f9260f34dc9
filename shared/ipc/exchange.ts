import { z } from 'zod';
import type { Channel } from './contract.ts';
import { id } from './parts.ts';

const office = z.object({ office: z.string().nullable(), comuna: z.string() });

/** The channels of what goes to a customer. */
export const exchangeContract = {
  /**
   * Writes the customer's copy (`T33F123-cliente.xml`) and the PDF into a folder. With `mail`, shows them there and begins a
   * message in the user's mail program, to which the person attaches them; `mailOpened` is false when there is no such program.
   */
  'exchange.deliver': {
    role: 'encargado',
    input: z.object({ id, folder: z.string().min(1).max(4_096), mail: z.boolean() }),
    output: z.object({ xml: z.string(), pdf: z.string(), mailOpened: z.boolean() }),
  },
  /** The SII's unit on printed copies; null for the company's comuna. */
  'print.office': { role: 'usuario', input: z.object({}), output: office },
  'print.setOffice': {
    role: 'encargado',
    input: z.object({ office: z.string().trim().min(1).max(40).nullable() }),
    output: office,
  },
} as const satisfies Record<string, Channel>;
