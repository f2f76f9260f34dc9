import type { PrintData } from '../../shared/print/data.ts';
import { makePrintData } from '../print/print-data.ts';
import type { Services } from './services.ts';

type Printing = Pick<Services, 'setup' | 'desktop' | 'preferences'>;
interface Copy {
  readonly paper: PrintData['paper'];
  readonly cedible: boolean;
}

/** The printed copy of signed bytes as a PDF, under the company's resolution. @throws AppError print_failed, not_cedible */
export const pdfOf = (services: Printing, bytes: Buffer, copy: Copy): Promise<Uint8Array> =>
  services.desktop.printPdf(dataOf(services, bytes, copy));

/**
 * The same copy on paper, through the system's dialog.
 * @returns false when the person thought better of it
 * @throws AppError print_failed, printer_failed, not_cedible
 */
export const onPaper = (services: Printing, bytes: Buffer, copy: Copy): Promise<boolean> =>
  services.desktop.printOnPaper(dataOf(services, bytes, copy));

const dataOf = ({ setup, preferences }: Printing, bytes: Buffer, { paper, cedible }: Copy): PrintData => {
  const { environment, nroResol, fchResol, comuna } = setup.company();
  return makePrintData(bytes, {
    paper,
    cedible,
    practice: environment === 'practice',
    nroResol,
    fchResol,
    logo: preferences.logo(),
    siiOffice: preferences.siiOffice() ?? comuna,
  });
};
