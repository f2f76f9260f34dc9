import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

const SHOWN = 20;

export const cleanupHandlers = ({
  safekeeping: { cleanup },
  announce,
}: Services): Pick<Handlers, 'cleanup.get' | 'cleanup.set' | 'cleanup.run'> => {
  const view: Handlers['cleanup.get'] = async () => {
    const { plan, ...rest } = await cleanup.view();
    return {
      ...rest,
      plan: {
        documents: plan.documents.length,
        files: plan.files,
        bytes: plan.bytes,
        first: plan.documents.slice(0, SHOWN).map(({ type, folio, issuedOn }) => ({ type, folio, issuedOn })),
        lastIssuedOn: plan.documents.at(-1)?.issuedOn ?? null,
      },
    };
  };
  return {
    'cleanup.get': view,
    'cleanup.set': ({ enabled }, caller) => {
      cleanup.set(enabled, caller.name);
      return view({}, caller);
    },
    'cleanup.run': async (seen, { name }) => {
      const done = await cleanup.run(seen, name);
      announce(['backups']);
      return done;
    },
  };
};
