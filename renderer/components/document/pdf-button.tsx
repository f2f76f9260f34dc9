import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import type { DocumentDetail } from './document-detail.ts';
import { usePreview } from './preview/use-preview.tsx';

/** Opens the printed copy of a document on the screen. */
export const PdfButton = ({ document }: { readonly document: DocumentDetail['document'] }) => {
  const preview = usePreview(document);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
        onClick={() => preview.show({ paper: 'letter', cedible: false })}
        data-testid="open-pdf"
      >
        {texts.documents.detail.openPdf}
      </Button>
      {preview.dialog}
    </>
  );
};
