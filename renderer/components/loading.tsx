import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { Failed } from './empty.tsx';

/** Sooner than this a skeleton only flickers. */
const PATIENCE = 200;
const WIDTHS = ['92%', '78%', '86%', '70%', '90%', '74%', '82%', '66%'] as const;

/** Grey lines where content will be, shown only when it takes longer than a blink. */
export const Loading = ({ rows = 6 }: { readonly rows?: number }) => {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div style={{ minHeight: rows * 34 }} />;
  return (
    <Stack gap={18} p={24} w="100%" role="status">
      <VisuallyHidden>{texts.common.loading}</VisuallyHidden>
      {WIDTHS.slice(0, rows).map((width) => (
        <Skeleton key={width} height={16} width={width} radius="sm" />
      ))}
    </Stack>
  );
};

interface AsyncProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** An answer of main on screen: while it comes, when it failed, and once it is here. */
export const Async = <T,>({ query, rows = 6, children }: AsyncProps<T>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
};
