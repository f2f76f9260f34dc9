import { z } from 'zod';
import { DOCUMENT_TYPES } from '../domain/document-type.ts';

/**
 * What the print page draws: words and figures as they are printed, made in main from the signed file. The page
 * decides where they stand and nothing else.
 */
export const PAPERS = ['letter', 'roll'] as const;
export type Paper = (typeof PAPERS)[number];

const text = z.string();
const field = z.object({ label: text, value: text });

const line = z.object({
  number: text,
  code: text,
  name: text,
  /** What the line is when it is no sale with IVA (`Exento`), or its additional tax. */
  marks: z.array(text),
  /** Description and dates, a paragraph each. */
  notes: z.array(text),
  quantity: text,
  unit: text,
  price: text,
  /** Always an amount (printed-copies.txt, Descuentos); the percentage beside it where the document says one. */
  discount: text,
  discountRate: text,
  recharge: text,
  rechargeRate: text,
  amount: text,
});

const totalRow = z.object({
  label: text,
  value: text,
  /** total: the sum that everybody looks for. after: what follows it. */
  kind: z.enum(['plain', 'total', 'after']),
});

export const printData = z.object({
  paper: z.enum(PAPERS),
  type: z.literal(DOCUMENT_TYPES),
  /** Of the PDF; the page takes it as its own when all is drawn, which is how main knows. */
  title: text,
  box: z.object({ rut: text, name: text, folio: text, office: text }),
  /** `data:image/…` of the company's logo. */
  logo: z
    .string()
    .regex(/^data:image\/(?:png|jpeg);base64,/)
    .nullable(),
  issuer: z.object({ name: text, giro: text, lines: z.array(text) }),
  receptor: z.array(field),
  facts: z.array(field),
  extras: z.array(z.object({ title: text, fields: z.array(field) })),
  references: z.array(z.object({ document: text, folio: text, date: text, reason: text })),
  lines: z.array(line),
  totals: z.array(totalRow),
  /** The flattened stamp: one character per byte of ISO-8859-1 (PROTOCOL.md 7.1). */
  ted: text,
  /** Under the stamp: its name, the resolution, where to verify. */
  legends: z.tuple([text, text, text]),
  /** The mark of a cedible copy; null for the tax copy, which has no acuse box either. */
  cedible: text.nullable(),
  practice: z.boolean(),
});

export type PrintData = z.infer<typeof printData>;
export type PrintField = z.infer<typeof field>;
export type PrintLine = z.infer<typeof line>;
export type PrintReference = PrintData['references'][number];
export type PrintTotal = z.infer<typeof totalRow>;
