import { appError } from '../../shared/domain/errors.ts';
import { formatRut } from '../../shared/domain/rut.ts';
import type { Paper, PrintData } from '../../shared/print/data.ts';
import { print } from '../../shared/texts/print.ts';
import { cedibleMark } from './cedible.ts';
import { extrasOf, factsOf } from './facts.ts';
import { currencyOf, textAt } from './figures.ts';
import { linesOf } from './lines.ts';
import { issuerOf, receptorOf } from './parties.ts';
import { readSignedDte } from './read-dte.ts';
import { referencesOf } from './references.ts';
import { totalsOf } from './totals.ts';

/** What the copy needs that the document itself does not say. */
export interface PrintContext {
  readonly paper: Paper;
  readonly cedible: boolean;
  readonly practice: boolean;
  /** The resolution by which the company issues: number, and date `AAAA-MM-DD`. */
  readonly nroResol: number;
  readonly fchResol: string;
  /** The SII's office of the company's head office; printed-copies.txt 1.1.4. */
  readonly siiOffice: string;
  /** The company's logo as a data address (logo.ts), or null. */
  readonly logo?: string | null;
}

/**
 * The printed copy of a signed document. Pure: same bytes, same copy.
 * @param bytes the stand-alone DTE file as it is stored
 * @throws AppError not_cedible; Error where the bytes are no signed DTE
 */
export const makePrintData = (bytes: Buffer, context: PrintContext): PrintData => {
  const { type, folio, content, ted } = readSignedDte(bytes);
  const mark = cedibleMark(type, content);
  if (context.cedible && mark === null) throw appError('not_cedible');
  const currency = currencyOf(textAt(content, 'Encabezado', 'Totales', 'TpoMoneda'));
  const issuer = issuerOf(content);
  const name = print.boxNames[type];
  // A page's title is what it is with its white space collapsed.
  const title = print.fileTitle(name, folio, issuer.name).replace(/\s+/g, ' ').trim();
  const { legends } = print;
  return {
    paper: context.paper,
    type,
    title: context.cedible ? print.cedibleTitle(title) : title,
    box: {
      rut: print.boxRut(formatRut(textAt(content, 'Encabezado', 'Emisor', 'RUTEmisor'))),
      name,
      folio: print.boxFolio(folio),
      office: print.boxOffice(context.siiOffice),
    },
    logo: context.logo ?? null,
    issuer,
    receptor: receptorOf(type, content),
    facts: factsOf(type, content),
    extras: extrasOf(type, content, currency),
    references: referencesOf(content),
    lines: linesOf(type, content, currency),
    totals: totalsOf(type, content, currency),
    ted,
    legends: [
      legends.stamp,
      legends.resolution(context.nroResol, context.fchResol.slice(0, 4)),
      legends.verify,
    ],
    cedible: context.cedible ? mark : null,
    practice: context.practice,
  };
};
