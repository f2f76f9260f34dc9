import { Button, Tabs } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { ERROR_CLASSES, type ErrorClass } from '../../../shared/domain/states.ts';
import type { QueueRow } from '../../../shared/ipc/parts.ts';
import { texts } from '../../../shared/texts/es-CL.ts';
import { ChoiceFilter, FilterBar, Results, SearchField } from '../../components/list/filters.tsx';
import { Card, Page } from '../../components/page.tsx';
import { addressOf, goTo, type Route } from '../../lib/route.ts';
import { useSending } from '../../lib/use-sending.ts';
import { AbandonModal } from './abandon-modal.tsx';
import { PauseModal } from './pause-modal.tsx';
import styles from './queue.module.css';
import { QueueDrawer } from './queue-drawer.tsx';
import { QueueTable } from './queue-table.tsx';
import { SendingBanner } from './sending-banner.tsx';
import { useCounts } from './use-counts.ts';
import { useQueueActions } from './use-queue-actions.tsx';
import { useQueueRows } from './use-queue-rows.ts';
import { filterOf, QUEUE_VIEWS, type QueueView, viewOf } from './views.ts';

const t = texts.queue;

/** Opens on what needs the person; with nothing there, on the first tab that has something. */
const startView = (counts: Readonly<Record<QueueView, number>> | null): QueueView =>
  QUEUE_VIEWS.find((view) => view !== 'done' && view !== 'abandoned' && (counts?.[view] ?? 0) > 0) ??
  'person';

/** Cola de envíos: what is on its way by state, what went wrong in words, and what can be done. */
export const Queue = ({ route }: { readonly route: Route }) => {
  const { counts, byClass } = useCounts();
  const [chosen, setChosen] = useState<QueueView | null>(() => viewOf(route.query.get('vista')));
  const [text, setText] = useState('');
  const [classes, setClasses] = useState<readonly ErrorClass[]>([]);
  const [abandoning, setAbandoning] = useState<readonly QueueRow[]>([]);
  const actions = useQueueActions();
  // The first answer decides where to begin; later changes must not move the person elsewhere.
  useEffect(() => {
    if (counts !== null) setChosen((current) => current ?? startView(counts));
  }, [counts]);
  const view = chosen ?? 'person';
  const withClasses = view !== 'fresh' && view !== 'done';
  const rows = useQueueRows(view, filterOf(view, text, withClasses ? classes : []));
  const filtered = text.trim() !== '' || (withClasses && classes.length > 0);
  const clear = () => {
    setText('');
    setClasses([]);
  };
  return (
    <Page title={t.title} lead={t.lead} actions={<PauseButton />}>
      <SendingBanner />
      <Card flush>
        <Tabs value={view} onChange={(next) => setChosen(viewOf(next))} className={styles['tabs'] ?? ''}>
          <Tabs.List aria-label={t.title}>
            {QUEUE_VIEWS.map((each) => (
              <Tabs.Tab key={each} value={each} data-testid={`queue-tab-${each}`}>
                <span className={styles['tab']}>
                  {t.tabs[each]}
                  <span
                    className={styles['count']}
                    data-loud={each === 'person' && (counts?.person ?? 0) > 0}
                  >
                    {counts?.[each] ?? texts.common.none}
                  </span>
                </span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {/* One panel whose content follows the tab: each tab needs a panel of its own name to point at. */}
          {QUEUE_VIEWS.map((each) => (
            <Tabs.Panel key={each} value={each} mx={-14}>
              {each === view && (
                <>
                  <FilterBar>
                    <SearchField value={text} onChange={setText} />
                    {withClasses && (
                      <ChoiceFilter
                        label={texts.common.filters.classes}
                        all={texts.common.filters.allClasses}
                        options={ERROR_CLASSES.map((value) => ({
                          value,
                          label:
                            byClass === null
                              ? texts.errorClasses[value]
                              : `${texts.errorClasses[value]} (${byClass[value]})`,
                        }))}
                        value={classes}
                        onChange={setClasses}
                        testId="filter-classes"
                      />
                    )}
                    <Results
                      total={rows.data === undefined ? null : rows.total}
                      filtered={filtered}
                      onClear={clear}
                    />
                  </FilterBar>
                  <QueueTable
                    view={view}
                    rows={rows}
                    filtered={filtered}
                    onClear={clear}
                    actions={actions}
                    onAbandon={setAbandoning}
                  />
                </>
              )}
            </Tabs.Panel>
          ))}
        </Tabs>
      </Card>
      <PauseModal opened={route.page === 'pausar'} onClose={() => goTo(addressOf('cola'))} />
      <AbandonModal rows={abandoning} actions={actions} onClose={() => setAbandoning([])} />
      {route.page === 'ver' && route.id !== null && (
        <QueueDrawer
          key={route.id}
          id={route.id}
          actions={actions}
          onAbandon={(row) => setAbandoning([row])}
          onClose={() => goTo(addressOf('cola'))}
        />
      )}
    </Page>
  );
};

/** Stops the sending for a while; while it is paused, the banner has the way back. */
const PauseButton = () => {
  const { data } = useSending();
  if (data === undefined || data.state === 'paused') return null;
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
