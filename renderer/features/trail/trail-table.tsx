import { ActionIcon, Anchor, Button, VisuallyHidden } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useEffect, useState } from 'react';
import { AUDIT_KIND_OF } from '../../../shared/domain/audit-kinds.ts';
import { formatDate, formatTime, localDate } from '../../../shared/format/time.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { HiddenCaption } from '../../components/hidden-caption.tsx';
import { addressOf } from '../../lib/route.ts';
import { actorName, documentName } from '../../lib/text.ts';
import { LineDetails } from './line-details.tsx';
import styles from './trail.module.css';
import type { TrailLine } from './trail-line.ts';

const t = texts.trail;
const sentenceOf = (line: TrailLine): string => {
  const document = line.document === null ? '' : documentName(line.document);
  const text = t.sentences[line.action](actorName(line.actor), line.params, document);
  return text.charAt(0).toLocaleUpperCase('es-CL') + text.slice(1);
};

interface TrailTableProps {
  readonly rows: readonly TrailLine[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** The lines, newest first, each a sentence with its details on demand. The next page comes when its end is seen. */
export const TrailTable = ({ rows, hasMore, loading, onMore }: TrailTableProps) => {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const seen = entry?.isIntersecting ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once for each page, when its end is seen
  useEffect(() => {
    if (seen && hasMore && !loading) onMore();
  }, [seen, hasMore, rows.length]);
  const toggle = (id: number) =>
    setOpen((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <HiddenCaption>{t.caption}</HiddenCaption>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.document}</th>
            <th scope="col">
              <VisuallyHidden>{texts.common.table.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => {
            const isOpen = open.has(line.id);
            return (
              <Fragment key={line.id}>
                <tr data-testid={`trail-${line.id}`} data-action={line.action}>
                  <td className={styles['when']}>
                    {formatDate(localDate(line.at))}
                    <span className={styles['second']}>{formatTime(line.at)}</span>
                  </td>
                  <td>{sentenceOf(line)}</td>
                  <td className={styles['kind']}>{t.kinds[AUDIT_KIND_OF[line.action]]}</td>
                  <td className={styles['document']}>
                    {line.document !== null && (
                      <Anchor
                        href={addressOf('documentos', 'ver', line.document.id)}
                        aria-label={t.openDocument(documentName(line.document))}
                      >
                        {documentName(line.document)}
                      </Anchor>
                    )}
                  </td>
                  <td className={styles['more']}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={28}
                      aria-label={t.details(line.id)}
                      aria-expanded={isOpen}
                      onClick={() => toggle(line.id)}
                      data-testid="trail-details"
                    >
                      {isOpen ? (
                        <IconChevronDown size={17} aria-hidden />
                      ) : (
                        <IconChevronRight size={17} aria-hidden />
                      )}
                    </ActionIcon>
                  </td>
                </tr>
                {isOpen && (
                  <tr className={styles['details']}>
                    <td />
                    <td colSpan={4}>
                      <LineDetails line={line} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {hasMore && (
        <div ref={ref} className={styles['next']}>
          <Button variant="default" loading={loading} onClick={onMore} data-testid="load-more">
            {t.more}
          </Button>
        </div>
      )}
    </div>
  );
};
