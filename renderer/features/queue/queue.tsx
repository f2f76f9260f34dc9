import { Button, Tabs } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatNumber } from '../../../shared/format/money.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { Card, Page } from '../../components/page.tsx';
import { addressOf, goTo, type Route } from '../../lib/route.ts';
import { useNow } from '../../lib/use-now.ts';
import { useSending } from '../../lib/use-sending.ts';
import { useMay } from '../../lib/use-session.ts';
import { AbandonModal } from './abandon-modal.tsx';
import { HoldModal } from './hold-modal.tsx';
import { LeftAloneModal } from './left-alone-modal.tsx';
import { PauseModal } from './pause-modal.tsx';
import styles from './queue.module.css';
import { QueueDrawer } from './queue-drawer.tsx';
import { QueueList } from './queue-list.tsx';
import { SendingBanner } from './sending-banner.tsx';
import { useCounts } from './use-counts.ts';
import { LEFT_PAGE, rowsTarget, type Target, useQueueActions } from './use-queue-actions.tsx';
import {
  filterOf,
  hasCauses,
  type Narrowing,
  NO_NARROWING,
  QUEUE_VIEWS,
  type QueueView,
  viewOf,
} from './views.ts';

const t = texts.queue;

/** Opens on what needs the person; with nothing there, on the first tab that has something. */
const startView = (counts: Readonly<Record<QueueView, number>> | null): QueueView =>
  QUEUE_VIEWS.find((view) => view !== 'done' && view !== 'abandoned' && (counts?.[view] ?? 0) > 0) ??
  'person';

/** Cola de envíos: what is on its way by state, what went wrong in words, and what can be done. */
export const Queue = ({ route }: { readonly route: Route }) => {
  const { counts, byClass } = useCounts();
  const now = useNow();
  const asked = viewOf(route.query.get('vista'));
  const [chosen, setChosen] = useState<QueueView | null>(asked);
  const [narrowing, setNarrowing] = useState<Narrowing>(NO_NARROWING);
  const [grouped, setGrouped] = useState(false);
  const [holding, setHolding] = useState<readonly QueueRow[] | null>(null);
  const [abandoning, setAbandoning] = useState<Target | null>(null);
  const actions = useQueueActions();
  const mayPause = useMay('sending.pause');
  // A notice that is clicked leads here while the queue is on screen already.
  useEffect(() => {
    if (asked !== null) setChosen(asked);
  }, [asked]);
  // The first answer decides where to begin; later changes must not move the person elsewhere.
  useEffect(() => {
    if (counts !== null) setChosen((current) => current ?? startView(counts));
  }, [counts]);
  const view = chosen ?? 'person';
  const change = (part: Partial<Narrowing>) => setNarrowing((current) => ({ ...current, ...part }));
  return (
    <Page title={t.title} lead={t.lead} actions={<PauseButton />}>
      <SendingBanner />
      <Card flush>
        <Tabs
          value={view}
          onChange={(next) => {
            setChosen(viewOf(next));
            // In the address too: a notice that leads to the tab that was left is then another address.
            goTo(`${addressOf('cola')}?vista=${next}`);
            change({ cause: null });
          }}
          className={styles['tabs'] ?? ''}
        >
          <Tabs.List aria-label={t.title}>
            {QUEUE_VIEWS.map((each) => (
              <Tabs.Tab key={each} value={each} data-testid={`queue-tab-${each}`}>
                <span className={styles['tab']}>
                  {t.tabs[each]}
                  <span
                    className={styles['count']}
                    data-loud={each === 'person' && (counts?.person ?? 0) > 0}
                  >
                    {counts === null ? texts.common.none : formatNumber(counts[each])}
                  </span>
                </span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {/* One panel whose content follows the tab: each tab needs a panel of its own name to point at. */}
          {QUEUE_VIEWS.map((each) => (
            <Tabs.Panel key={each} value={each} mx={-14}>
              {each === view && (
                <QueueList
                  view={view}
                  filter={filterOf(
                    view,
                    hasCauses(view) ? narrowing : { ...NO_NARROWING, text: narrowing.text },
                    now,
                  )}
                  narrowing={narrowing}
                  onNarrow={change}
                  byClass={byClass}
                  grouped={grouped && hasCauses(view)}
                  onGroup={setGrouped}
                  actions={actions}
                  onAbandon={setAbandoning}
                  onHold={setHolding}
                />
              )}
            </Tabs.Panel>
          ))}
        </Tabs>
      </Card>
      <PauseModal opened={mayPause && route.page === 'pausar'} onClose={() => goTo(addressOf('cola'))} />
      {route.page === LEFT_PAGE && <LeftAloneModal onClose={() => goTo(addressOf('cola'))} />}
      <AbandonModal target={abandoning} actions={actions} onClose={() => setAbandoning(null)} />
      <HoldModal rows={holding} actions={actions} onClose={() => setHolding(null)} />
      {route.page === 'ver' && route.id !== null && (
        <QueueDrawer
          key={route.id}
          id={route.id}
          actions={actions}
          onAbandon={(row) => setAbandoning(rowsTarget([row]))}
          onHold={(row) => setHolding([row])}
          onClose={() => goTo(addressOf('cola'))}
        />
      )}
    </Page>
  );
};

/** Stops the sending for a while; while it is paused, the banner has the way back. */
const PauseButton = () => {
  const { data } = useSending();
  const may = useMay('sending.pause');
  if (!may || data === undefined || data.state === 'paused') return null;
  return (
    <Button
      component="a"
      variant="default"
      href={addressOf('cola', 'pausar')}
      leftSection={<IconPlayerPause size={17} aria-hidden />}
      data-testid="sending-pause"
    >
      {t.sending.pause}
    </Button>
  );
};
