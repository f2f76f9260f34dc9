import { Button } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { channelOf } from '../../../../shared/domain/document-type.ts';
import type { CafView } from '../../../../shared/ipc/parts.ts';
import { texts } from '../../../../shared/texts/es-CL.ts';
import { Empty } from '../../../components/empty.tsx';
import { Async } from '../../../components/loading.tsx';
import { Card, Page } from '../../../components/page.tsx';
import { addressOf } from '../../../lib/route.ts';
import { useApi } from '../../../lib/use-api.ts';
import { IssueFormView } from './issue-form-view.tsx';

const t = texts.documents.form;

/** A type that can be issued now: how many folios are left, and the next one. */
export interface IssuableType {
  readonly type: number;
  readonly left: number;
  readonly next: number | null;
}

/** The types of the loaded CAFs that can be sent from here; boletas go by another way, which is not ready. */
export const issuableTypes = (cafs: readonly CafView[]): readonly IssuableType[] => {
  const types = [...new Set(cafs.map((caf) => caf.type))].filter((type) => channelOf(type) !== 'boleta');
  return types
    .toSorted((a, b) => a - b)
    .map((type) => {
      const own = cafs.filter((caf) => caf.type === type);
      const current = own.filter((caf) => caf.left > 0).toSorted((a, b) => a.next - b.next)[0];
      return { type, left: own.reduce((sum, caf) => sum + caf.left, 0), next: current?.next ?? null };
    });
};

/** The form to issue a document, once it is known which types there are folios for. */
export const IssuePage = ({ locked }: { readonly locked: boolean }) => {
  const cafs = useApi('cafs.list', {});
  return (
    <Async query={cafs}>
      {({ items }) => {
        const types = issuableTypes(items);
        if (types.length === 0) return <NoFolios />;
        return (
          <IssueFormView
            types={types}
            withoutBoletas={items.some((caf) => channelOf(caf.type) === 'boleta')}
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
          <Button component="a" href={addressOf('ajustes')}>
            {t.noTypesAction}
          </Button>
        }
      />
    </Card>
  </Page>
);
