import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Draft } from '../../../../shared/domain/draft.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Empty } from '../../../components/empty.tsx';
import { Async } from '../../../components/loading.tsx';
import { Card, Page } from '../../../components/page.tsx';
import { call } from '../../../lib/api.ts';
import { addressOf, type Route } from '../../../lib/route.ts';
import { siiWords } from '../../../lib/sii-answer.ts';
import { useApi } from '../../../lib/use-api.ts';
import { beginEmpty, beginFrom, beginKept, type Purpose, purposeOf } from './begin.ts';
import { type IssuableType, issuableTypes } from './issuable-types.ts';
import { IssueFormView } from './issue-form-view.tsx';

const t = texts.documents.form;

/** The form to issue a document, once it is known which types there are folios for. */
export const IssuePage = ({ route, locked }: { readonly route: Route; readonly locked: boolean }) => {
  const cafs = useApi('cafs.list', {});
  return (
    <Async query={cafs}>
      {({ items }) => {
        const types = issuableTypes(items);
        if (types.length === 0) return <NoFolios />;
        const purpose = purposeOf(route.query.get('para'));
        const from = Number(route.query.get('desde'));
        const wanted = Number(route.query.get('tipo'));
        const first =
          types.find(({ type }) => type === wanted) ?? types.find(({ type }) => type === 33) ?? types[0];
        // Another beginning is another form.
        const key = route.query.toString();
        const kept = route.query.get('borrador');
        if (kept !== null)
          return (
            <KeptForm key={key} draftKey={kept} otherwise={first?.type ?? 33} types={types} locked={locked} />
          );
        return purpose !== null && Number.isSafeInteger(from) && from > 0 ? (
          <FilledForm key={key} id={from} purpose={purpose} types={types} locked={locked} />
        ) : (
          <IssueFormView key={key} begin={beginEmpty(first?.type ?? 33)} types={types} locked={locked} />
        );
      }}
    </Async>
  );
};

interface FilledFormProps {
  readonly id: number;
  readonly purpose: Purpose;
  readonly types: readonly IssuableType[];
  readonly locked: boolean;
}

/** The form, filled from another document. */
const FilledForm = ({ id, purpose, types, locked }: FilledFormProps) => {
  const source = useApi('documents.get', { id });
  const draft = useApi('documents.draft', { id });
  return (
    <Async query={source}>
      {({ document }) => (
        <Async query={draft}>
          {(content) => (
            <IssueFormView
              begin={beginFrom(
                purpose,
                document,
                content.draft as Draft,
                siiWords(document.error?.params ?? {}),
              )}
              types={types}
              locked={locked}
            />
          )}
        </Async>
      )}
    </Async>
  );
};

interface KeptFormProps {
  readonly draftKey: string;
  /** The type of the form where the draft is gone. */
  readonly otherwise: number;
  readonly types: readonly IssuableType[];
  readonly locked: boolean;
}

/** The form, with what was typed before. */
const KeptForm = ({ draftKey, otherwise, types, locked }: KeptFormProps) => {
  // Asked for once, and never out of a memory that may be older than the last change.
  const kept = useQuery({
    queryKey: ['draft', draftKey],
    queryFn: () => call('drafts.kept', {}),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Async query={kept}>
      {({ items }) => {
        const found = items.find(({ key }) => key === draftKey);
        return (
          <IssueFormView
            begin={beginKept((found?.draft as Draft | undefined) ?? null, otherwise)}
            opened={found === undefined ? null : draftKey}
            types={types}
            locked={locked}
          />
        );
      }}
    </Async>
  );
};

const NoFolios = () => (
  <Page title={texts.documents.title} narrow>
    <Card>
      <Empty
        icon={IconTicket}
        tone="info"
        title={t.noTypes}
        text={t.noTypesText}
        action={
          <Button component="a" href={addressOf('folios')}>
            {t.noTypesAction}
          </Button>
        }
      />
    </Card>
  </Page>
);
