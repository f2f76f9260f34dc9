import { z } from 'zod';
import type { Channel } from './channel.ts';
import { fileContent, id } from './parts.ts';

const office = z.object({ office: z.string().nullable(), comuna: z.string() });

const logo = z.object({ logo: z.string().nullable() });

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
  /** Writes down what the SII's mail says, as the document's history. */
  'sii.noteReason': {
    role: 'encargado',
    input: z.object({ id, text: z.string().trim().min(3).max(2_000) }),
    output: z.object({}),
  },
  /**
   * Asks the SII to send the mail with its reasons once more. `mail` is what the practice SII's mail says; the real one's goes
   * to the address that the SII has of the company.
   */
  'sii.askMail': {
    role: 'encargado',
    input: z.object({ id }),
    output: z.object({ mail: z.string().nullable() }),
  },
  /** What stands beside the company's name on printed copies, as a data address; null for nothing. */
  'print.logo': { role: 'usuario', input: z.object({}), output: logo },
  /** A PNG or JPEG, judged by what is in it. */
  'print.setLogo': { role: 'encargado', input: z.object({ content: fileContent.nullable() }), output: logo },
  /** The SII's unit on printed copies; null for the company's comuna. */
  'print.office': { role: 'usuario', input: z.object({}), output: office },
  'print.setOffice': {
    role: 'encargado',
    input: z.object({ office: z.string().trim().min(1).max(40).nullable() }),
    output: office,
  },
} as const satisfies Record<string, Channel>;
