import type { z } from 'zod';
import type { Role } from '../domain/states.ts';

/** `anyone`: also while nobody is signed in, for the screen that asks who it is. */
export type Access = 'anyone' | Role;

/** One channel: who may call it, what goes in, what comes out. All three are checked in main. */
export interface Channel<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly role: Access;
  readonly input: I;
  readonly output: O;
  /** Of a channel of the encargado: what of its (checked) input a usuario may ask for all the same. */
  readonly usuarioMay?: (input: z.output<I>) => boolean;
}

/** What everybody who is signed in may call. */
export const reads = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Channel<I, O> => ({
  role: 'usuario',
  input,
  output,
});
/** What only an encargado may call. */
export const acts = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Channel<I, O> => ({
  role: 'encargado',
  input,
  output,
});

/** The encargado's, but for what a usuario's own work needs. */
export const actsBut = <I extends z.ZodType, O extends z.ZodType>(
  usuarioMay: (input: z.output<I>) => boolean,
  input: I,
  output: O,
): Channel<I, O> => ({ role: 'encargado', input, output, usuarioMay });
