import { VisuallyHidden } from '@mantine/core';
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import styles from './preview.module.css';

/** Chromium draws no canvas that is longer; the longest roll is drawn a little coarser. */
const LONGEST_PX = 16_000;

interface PageCanvasProps {
  readonly page: PDFPageProxy;
  /** CSS pixels. */
  readonly width: number;
  readonly label: string;
}

/** One page as a picture, and its words for those who do not see it. Made anew (by key) for another width. */
export const PageCanvas = ({ page, width, label }: PageCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  const paper = page.getViewport({ scale: 1 });
  const height = (width / paper.width) * paper.height;
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    const wanted = (width / paper.width) * devicePixelRatio;
    const viewport = page.getViewport({ scale: Math.min(wanted, LONGEST_PX / paper.height) });
    target.width = Math.floor(viewport.width);
    target.height = Math.floor(viewport.height);
    const drawing = page.render({ canvas: target, viewport });
    drawing.promise.then(
      () => target.setAttribute('data-drawn', 'true'),
      // Taken off the screen before it was done.
      () => undefined,
    );
    return () => drawing.cancel();
  }, [page, width, paper.width, paper.height]);
  useEffect(() => {
    page.getTextContent().then(
      ({ items }) =>
        setWords(
          items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''),
        ),
      () => undefined,
    );
  }, [page]);
  return (
    <figure className={styles['sheet']} aria-label={label}>
      <canvas ref={canvas} style={{ width, height }} aria-hidden data-testid="preview-page" />
      <VisuallyHidden component="figcaption">{words}</VisuallyHidden>
    </figure>
  );
};
