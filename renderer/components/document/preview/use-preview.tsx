import { type ReactNode, useState } from 'react';
import type { DocumentType } from '../../../../shared/domain/document-type.ts';
import { PrintPreview } from './print-preview.tsx';
import type { PrintedCopy } from './use-pdf.ts';

interface Preview {
  readonly show: (copy: PrintedCopy) => void;
  /** To be put beside what opens it. */
  readonly dialog: ReactNode;
}

/** The preview of a document's printed copies, opened by whatever calls `show`. */
export const usePreview = (document: {
  readonly id: number;
  readonly type: DocumentType;
  readonly folio: number;
}): Preview => {
  const [shown, setShown] = useState<PrintedCopy | null>(null);
  return {
    show: setShown,
    dialog: shown && <PrintPreview document={document} first={shown} onClose={() => setShown(null)} />,
  };
};
