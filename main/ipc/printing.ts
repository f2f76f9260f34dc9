import { appError } from '../../shared/domain/errors.ts';
import type { PrintData } from '../../shared/print/data.ts';
import { makePrintData } from '../print/print-data.ts';
import type { Services } from './services.ts';

type Printing = Pick<Services, 'store' | 'desktop' | 'preferences'>;
interface Signed {
  readonly bytes: Buffer;
  readonly companyId: number;
}
interface Copy {
  readonly paper: PrintData['paper'];
  readonly cedible: boolean;
}

/** The printed copy of signed bytes as a PDF, under the company's resolution. @throws AppError print_failed, not_cedible */
export const pdfOf = (services: Printing, signed: Signed, copy: Copy): Promise<Uint8Array> =>
  services.desktop.printPdf(dataOf(services, signed, copy));

/**
 * The same copy on paper, through the system's dialog.
 * @returns false when the person thought better of it
 * @throws AppError print_failed, printer_failed, not_cedible
 */
export const onPaper = (services: Printing, signed: Signed, copy: Copy): Promise<boolean> =>
  services.desktop.printOnPaper(dataOf(services, signed, copy));

const dataOf = (
  { store, preferences }: Printing,
  { bytes, companyId }: Signed,
  { paper, cedible }: Copy,
): PrintData => {
  const company = store.companies.get(companyId);
  if (!company) throw appError('not_found');
  const { environment, nroResol, fchResol, comuna } = company;
  // Logo and SII office are the working company's: another one's documents do without.
  const isWorking = company.id === store.companies.working()?.id;
  return makePrintData(bytes, {
    paper,
    cedible,
    practice: environment === 'practice',
    nroResol,
    fchResol,
    logo: isWorking ? preferences.logo() : null,
    siiOffice: (isWorking ? preferences.siiOffice() : null) ?? comuna,
  });
};
