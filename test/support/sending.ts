import { createDteEngine } from '../../main/dte/engine.ts';
import type { DteEngine } from '../../main/dte/types.ts';
import { type BreakerService, createBreakerService } from '../../main/sending/breaker-service.ts';
import { createChanges, type Topic } from '../../main/sending/changes.ts';
import { createPoller, type Poller } from '../../main/sending/poller.ts';
import { createQueueService, type QueueService } from '../../main/sending/queue-service.ts';
import { createScheduler, type Scheduler } from '../../main/sending/scheduler.ts';
import { createSender, type Sender } from '../../main/sending/sender.ts';
import type { SiiGateway } from '../../main/sii/types.ts';
import type { Store } from '../../main/store/open.ts';
import type { FakeClock } from './clock.ts';
import { createFakeKeyring, type FakeKeyring } from './store.ts';

/** One start of the program, as far as sending goes. */
export interface Boot {
  readonly sender: Sender;
  readonly poller: Poller;
  readonly scheduler: Scheduler;
  readonly queue: QueueService;
  readonly breaker: BreakerService;
  readonly keyring: FakeKeyring;
  readonly topics: Topic[][];
  readonly protectedIds: number[];
  readonly troubles: unknown[];
}

export interface BootOptions {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly gateway: SiiGateway;
  readonly bootId?: string;
  readonly protect?: (documentId: number) => unknown;
  readonly concurrency?: number;
  readonly dte?: Pick<DteEngine, 'wrap'>;
}

let boots = 0;

export const boot = (options: BootOptions): Boot => {
  const { store, clock, gateway } = options;
  boots += 1;
  const bootId = options.bootId ?? `boot-${boots}`;
  const keyring = createFakeKeyring();
  const changes = createChanges();
  const topics: Topic[][] = [];
  changes.on((changed) => topics.push([...changed]));
  const protectedIds: number[] = [];
  const troubles: unknown[] = [];
  const protect = (id: number): unknown => {
    protectedIds.push(id);
    return options.protect?.(id);
  };
  const breaker = createBreakerService({ store, clock, gateway, changes, environment: () => 'practice' });
  const parts = { store, clock, gateway, keyring, changes, bootId, dte: options.dte ?? createDteEngine() };
  const sender = createSender({ ...parts, breaker, protect });
  const poller = createPoller(parts);
  const scheduler = createScheduler({
    store,
    clock,
    sender,
    poller,
    breaker,
    timers: clock.timers,
    onTrouble: (error) => troubles.push(error),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  });
  const queue = createQueueService({ store, clock, changes, wake: () => scheduler.kick() });
  return { sender, poller, scheduler, queue, breaker, keyring, topics, protectedIds, troubles };
};
