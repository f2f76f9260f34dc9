import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { readPdf } from './pdf-engine.ts';

/** The pages of a PDF: still being read, here, or unreadable. */
export type Pages =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly pages: readonly PDFPageProxy[] }
  | { readonly state: 'failed' };

const READING: Pages = { state: 'reading' };

/** @param base64 the whole file */
export const usePages = (base64: string): Pages => {
  const [read, setRead] = useState<Pages>(READING);
  useEffect(() => {
    const task = readPdf(base64);
    let gone = false;
    const show = (pages: Pages): void => {
      if (!gone) setRead(pages);
    };
    show(READING);
    pagesOf(task).then(
      (pages) => show({ state: 'ready', pages }),
      () => show({ state: 'failed' }),
    );
    return () => {
      gone = true;
      void task.then((reading) => reading.destroy()).catch(() => undefined);
    };
  }, [base64]);
  return read;
};

const pagesOf = async (task: ReturnType<typeof readPdf>): Promise<readonly PDFPageProxy[]> => {
  const pdf = await (await task).promise;
  return Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));
};
