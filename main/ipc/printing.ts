import { makePrintData } from '../print/print-data.ts';
import type { Services } from './services.ts';

type Paper = Parameters<typeof makePrintData>[1]['paper'];

/** The printed copy of signed bytes as a PDF, under the company's resolution. @throws AppError print_failed, not_cedible */
export const pdfOf = (
  { setup, desktop, preferences }: Pick<Services, 'setup' | 'desktop' | 'preferences'>,
  bytes: Buffer,
  copy: { readonly paper: Paper; readonly cedible: boolean },
): Promise<Uint8Array> => {
  const { environment, nroResol, fchResol, comuna } = setup.company();
  const data = makePrintData(bytes, {
    ...copy,
    practice: environment === 'practice',
    nroResol,
    fchResol,
    logo: preferences.logo(),
    siiOffice: preferences.siiOffice() ?? comuna,
  });
  return desktop.printPdf(data);
};
