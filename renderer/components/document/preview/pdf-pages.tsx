import { Alert } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import type { Paper } from '../../../../shared/print/data.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { PageCanvas } from './page-canvas.tsx';
import styles from './preview.module.css';
import { usePages } from './use-pages.ts';

const t = texts.documents.detail.preview;

/** Width at 100 %, CSS pixels: letter nearly as it is on paper, a roll somewhat larger than it is, so that it can be read. */
const WIDTH: Readonly<Record<Paper, number>> = { letter: 780, roll: 360 };
/** Of a letter sheet; what comes has no other shape that is known before. */
const HEIGHT_OF_WIDTH = 279.4 / 215.9;

const widthOf = (paper: Paper, zoom: number): number => Math.round(WIDTH[paper] * zoom);

interface BlankSheetProps {
  readonly paper: Paper;
  readonly zoom: number;
}

/** Paper on which nothing stands yet. */
export const BlankSheet = ({ paper, zoom }: BlankSheetProps) => {
  const width = widthOf(paper, zoom);
  return (
    <div className={styles['pages']}>
      <div className={styles['blank']} style={{ width, height: width * HEIGHT_OF_WIDTH }} role="status">
        {t.drawing}
      </div>
    </div>
  );
};

interface PdfPagesProps {
  /** The whole file as base64. */
  readonly pdf: string;
  readonly paper: Paper;
  /** 1 is 100 %. */
  readonly zoom: number;
}

/** The pages of a PDF under each other. */
export const PdfPages = ({ pdf, paper, zoom }: PdfPagesProps) => {
  const read = usePages(pdf);
  switch (read.state) {
    case 'reading':
      return <BlankSheet paper={paper} zoom={zoom} />;
    case 'failed':
      return (
        <Alert icon={<IconFileOff size={18} aria-hidden />} color="orange" title={t.undrawn} role="alert">
          {t.undrawnText}
        </Alert>
      );
    case 'ready': {
      const width = widthOf(paper, zoom);
      return (
        <div className={styles['pages']}>
          {read.pages.map((page, index) => (
            <PageCanvas
              key={`${page.pageNumber}-${width}`}
              page={page}
              width={width}
              label={t.page(index + 1, read.pages.length)}
            />
          ))}
        </div>
      );
    }
    default:
      return read satisfies never;
  }
};
