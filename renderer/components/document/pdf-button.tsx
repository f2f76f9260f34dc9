import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { texts } from '../../../shared/texts/es-CL.ts';
import { usePdf } from './use-pdf.ts';

/** The printed copy of a document, in the system's viewer. */
export const PdfButton = ({ id }: { readonly id: number }) => {
  const pdf = usePdf(id);
  return (
    <Button
      variant="default"
      leftSection={<IconFileTypePdf size={16} aria-hidden />}
      loading={pdf.busy}
      onClick={() => pdf.open({ paper: 'letter', cedible: false })}
      data-testid="open-pdf"
    >
      {texts.documents.detail.openPdf}
    </Button>
  );
};
