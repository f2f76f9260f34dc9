import { type DragEvent, type ReactNode, useState } from 'react';
import styles from './drop-target.module.css';

interface DropTargetProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Nothing can be taken now. */
  readonly off?: boolean;
  /** For a place that shows by itself that something is over it, by `data-over`. */
  readonly className?: string | undefined;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** Files that are dragged over what is inside may be let go there. A target within a target is the one that gets them. */
export const DropTarget = ({ onFiles, off = false, className, testId, children }: DropTargetProps) => {
  const [over, setOver] = useState(false);
  const dragged = (event: DragEvent) => {
    if (off || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(true);
  };
  const left = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
  };
  const dropped = (event: DragEvent) => {
    setOver(false);
    if (off) return;
    event.preventDefault();
    event.stopPropagation();
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; what is inside does the same by keyboard
    <div
      className={className ?? styles['target']}
      data-over={over}
      data-testid={testId}
      onDragOver={dragged}
      onDragLeave={left}
      onDrop={dropped}
    >
      {children}
    </div>
  );
};
