import type { Draft } from '../../../shared/domain/draft.ts';
import { createKeptDrafts } from '../../setup/kept-drafts.ts';
import { createMemory } from '../../setup/memory.ts';
import type { Handlers } from '../dispatch.ts';
import type { Services } from '../services.ts';

export const draftHandlers = ({
  store,
  setup,
  clock,
}: Services): Pick<
  Handlers,
  'drafts.kept' | 'drafts.keep' | 'drafts.discard' | 'drafts.receptors' | 'drafts.items'
> => {
  const drafts = createKeptDrafts(store.settings, setup, clock);
  const memory = createMemory(store, setup);
  return {
    'drafts.kept': () => ({ items: drafts.all().map((each) => ({ ...each, draft: each.draft as never })) }),
    'drafts.keep': ({ key, draft }) => ({ changedAt: drafts.keep(key, draft as Draft).changedAt }),
    'drafts.discard': ({ key }) => {
      drafts.discard(key);
      return {};
    },
    'drafts.receptors': ({ text }) => ({ items: [...memory.receptors(text)] }),
    'drafts.items': ({ text }) => ({ items: [...memory.items(text)] }),
  };
};
