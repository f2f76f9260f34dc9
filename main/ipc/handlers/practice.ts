import type { Output } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** The screen shows the latest; the practice SII keeps all. */
const RECEIVED_SHOWN = 200;

export const practiceHandlers = ({
  store,
  practice,
  wake,
  announce,
}: Services): Pick<
  Handlers,
  'practice.get' | 'practice.setFault' | 'practice.setProcessingTime' | 'practice.advanceClock'
> => {
  const view = (): Output<'practice.get'> => {
    const sii = practice.running();
    return {
      fault: { ...sii.faults.get() },
      processingMs: sii.processing.get(),
      clockAheadMs: practice.clockAheadMs(),
      received: sii
        .received()
        .slice(-RECEIVED_SHOWN)
        .reverse()
        .map(({ type, folio, trackId, uploads, state, reason }) => ({
          type,
          folio,
          trackId,
          uploads,
          state,
          reason,
        })),
    };
  };

  return {
    'practice.get': view,
    'practice.setFault': async ({ kind, ms, value, code, detail, times }, { name }) => {
      await practice.setFault({
        kind,
        ...(ms === undefined ? {} : { ms }),
        ...(value === undefined ? {} : { value }),
        ...(code === undefined ? {} : { code }),
        ...(detail === undefined ? {} : { detail }),
        ...(times === undefined ? {} : { times }),
      });
      store.audit.add({ actor: name, action: 'practice.fault_set', params: { kind } });
      announce(['practice']);
      return view();
    },
    'practice.setProcessingTime': ({ ms }) => {
      practice.setProcessingTime(ms);
      announce(['practice']);
      return view();
    },
    'practice.advanceClock': ({ ms }, { name }) => {
      practice.advanceClock(ms);
      store.audit.add({ actor: name, action: 'practice.clock_advanced', params: { ms } });
      wake();
      announce(['practice', 'queue', 'documents']);
      return view();
    },
  };
};
