import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Draft } from '../../../../shared/domain/draft.ts';
import { formatNumber } from '../../../../shared/format/money.ts';
import type { KeptDraft } from '../../../../shared/ipc/drafts.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { RelativeTime } from '../../../components/list/cells.tsx';
import { Card } from '../../../components/page.tsx';
import { addressOf } from '../../../lib/route.ts';
import { typeName } from '../../../lib/text.ts';
import { useApi } from '../../../lib/use-api.ts';
import { groupOf, listOf } from '../form/model.ts';
import styles from './kept-drafts.module.css';
import { useDiscard } from './use-discard.ts';

const t = texts.documents.drafts;
/** Above the list of documents, which is what one came for. */
const FEW = 3;

/** Where the form goes on with a draft. */
export const addressOfDraft = (key: string): string =>
  `${addressOf('documentos', 'emitir')}?borrador=${encodeURIComponent(key)}`;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What was begun and neither issued nor thrown away; nothing at all where there is none. */
export const KeptDrafts = () => {
  const { data } = useApi('drafts.kept', {});
  const [all, setAll] = useState(false);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, FEW);
  return (
    <Card
      title={t.title}
      text={t.text}
      action={
        shown.length < items.length ? (
          <Button variant="subtle" size="xs" onClick={() => setAll(true)} data-testid="drafts-all">
            {t.more(formatNumber(items.length))}
          </Button>
        ) : undefined
      }
    >
      <ul className={styles['list']} data-testid="kept-drafts">
        {shown.map((item) => (
          <Kept key={item.key} item={item} />
        ))}
      </ul>
    </Card>
  );
};

const Kept = ({ item }: { readonly item: KeptDraft }) => {
  const discard = useDiscard();
  const draft = item.draft as Draft;
  const header = groupOf(draft['Encabezado']);
  const type = Number(groupOf(header['IdDoc'])['TipoDTE']);
  const receptor = textOf(groupOf(header['Receptor'])['RznSocRecep']).trim() || t.untitled;
  const name = `${typeName(type)} · ${receptor}`;
  return (
    <li className={styles['item']} data-testid="kept-draft">
      <div className={styles['what']}>
        <span className={styles['type']}>{typeName(type)}</span>
        <span className={styles['receptor']} title={receptor}>
          {receptor}
        </span>
        <span className={styles['small']}>
          {t.lines(listOf(draft['Detalle']).length)} · <RelativeTime at={item.changedAt} />
        </span>
      </div>
      <Button
        component="a"
        size="xs"
        variant="default"
        href={addressOfDraft(item.key)}
        aria-label={t.resumeOf(name)}
        data-testid="draft-resume"
      >
        {t.resume}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={t.discardOf(name)}
        onClick={() => void discard(item.key, draft)}
        data-testid="draft-discard"
      >
        {t.discard}
      </Button>
    </li>
  );
};
