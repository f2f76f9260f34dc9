import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a table is of, for who hears it; who sees it reads the heading above. */
export const HiddenCaption = ({ children }: { readonly children: ReactNode }) => (
  <VisuallyHidden component="caption">{children}</VisuallyHidden>
);
