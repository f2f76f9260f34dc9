import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { MAX_WIDTH, MIN_WIDTH } from '../../../shared/ipc/lists.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import styles from './data-table.module.css';

/** One press of an arrow key, in pixels. */
const STEP = 16;

const sane = (width: number): number => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(width)));

interface ColumnResizerProps {
  readonly column: { readonly key: string; readonly header: string };
  /** The edge that moves: columns after the fluid one stay where they end, and grow to the left. */
  readonly edge: 'left' | 'right';
  /** While it is dragged: the width to show, not yet to keep. */
  readonly onTry: (width: number | null) => void;
  /** The width to keep; null: as wide as what it has. */
  readonly onChosen: (width: number | null) => void;
}

/** The edge of a column's heading, to be dragged or moved with the arrow keys; twice clicked, or Enter, as at the beginning. */
export const ColumnResizer = ({ column, edge, onTry, onChosen }: ColumnResizerProps) => {
  const handle = useRef<HTMLDivElement>(null);
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [shown, setShown] = useState(MIN_WIDTH);
  const widthNow = (): number => sane(handle.current?.parentElement?.getBoundingClientRect().width ?? 0);
  // As the browser laid it out, which nothing but looking tells.
  useEffect(() => setShown(widthNow()));
  const sign = edge === 'right' ? 1 : -1;
  const dragged = (event: PointerEvent): number | null =>
    from.current === null ? null : sane(from.current.width + sign * (event.clientX - from.current.x));
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: sign * STEP, ArrowLeft: -sign * STEP }[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    onChosen(by === undefined ? null : sane(widthNow() + by));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved; a separator that takes the focus can
    <div
      ref={handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={texts.lists.columns.width(column.header)}
      aria-valuenow={shown}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      title={texts.lists.columns.widthHint}
      className={styles['resizer']}
      data-edge={edge}
      data-testid={`width-${column.key}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: widthNow() };
      }}
      onPointerMove={(event) => {
        const width = dragged(event);
        if (width !== null) onTry(width);
      }}
      onPointerUp={(event) => {
        const width = dragged(event);
        const isMoved = from.current !== null && from.current.x !== event.clientX;
        from.current = null;
        onTry(null);
        if (width !== null && isMoved) onChosen(width);
      }}
      onPointerCancel={() => {
        from.current = null;
        onTry(null);
      }}
      onDoubleClick={() => onChosen(null)}
    />
  );
};
