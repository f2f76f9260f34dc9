import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker&url';

/**
 * Reads a PDF. The library is loaded when somebody looks at one for the first time: nothing else needs it.
 * @param base64 the whole file
 * @returns the task; `destroy` it when the pages are gone from the screen
 */
export const readPdf = async (base64: string): Promise<PDFDocumentLoadingTask> => {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  GlobalWorkerOptions.workerSrc = workerUrl;
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  // Our own PDFs carry their fonts and no foreign image kinds: nothing is fetched, nothing compiled.
  return getDocument({ data, useWasm: false, useWorkerFetch: false, useSystemFonts: false });
};
