import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { formatTotal } from '../../shared/format/money.ts';
import { texts } from '../../shared/texts/es-CL.ts';
import { addressOf, goTo } from '../lib/route.ts';
import { documentName } from '../lib/text.ts';
import { useApi } from '../lib/use-api.ts';
import { useMay } from '../lib/use-session.ts';
import {
  ICON,
  useIssueCommands,
  useLookCommands,
  useSendingCommands,
  useSessionCommands,
  useWorkCommands,
} from './commands.tsx';
import { PLACE_COMMANDS } from './place-commands.tsx';

const t = texts.shell.commands;

/** Opens the palette from a button. */
export const openCommands = spotlight.open;

/** A folio is found from its first digit; words that short are in everything. */
const isWorthSearching = (typed: string): boolean => /\d/.test(typed) || typed.trim().length >= 3;
const FOUND = 6;

/** Documents by folio, RUT or name. */
const useDocumentCommands = (typed: string): SpotlightActionData[] => {
  const text = typed.trim();
  const { data } = useApi(
    'documents.list',
    { filter: { text }, limit: FOUND },
    { enabled: isWorthSearching(text), keepPrevious: true },
  );
  if (!isWorthSearching(text)) return [];
  return (data?.items ?? []).map((row) => ({
    id: `document-${row.id}`,
    label: documentName(row),
    description: `${row.receptorName} · ${formatTotal(row)}`,
    // Main has found it, by more than what the line shows: the palette does not search again.
    keywords: [typed],
    leftSection: <IconFileText {...ICON} />,
    onClick: () => goTo(addressOf('documentos', 'ver', row.id)),
  }));
};

interface CommandPaletteProps {
  readonly locked: boolean;
  readonly practice: boolean;
}

/** Everything that can be done from anywhere, by its name: Ctrl+K. */
export const CommandPalette = ({ locked, practice }: CommandPaletteProps) => {
  const [typed, setTyped] = useState('');
  const issue = useIssueCommands(locked);
  const look = useLookCommands();
  const mayRestore = useMay('restore.run');
  const sending = useSendingCommands();
  const work = useWorkCommands(practice);
  const session = useSessionCommands();
  const documents = useDocumentCommands(typed);
  return (
    <Spotlight
      query={typed}
      onQueryChange={setTyped}
      actions={[
        { group: t.groups.do, actions: [...issue, ...sending, ...work, ...session, ...look] },
        { group: t.groups.go, actions: PLACE_COMMANDS.filter(({ id }) => mayRestore || id !== 'go-restore') },
        ...(documents.length > 0 ? [{ group: t.groups.documents, actions: documents }] : []),
      ]}
      nothingFound={t.empty}
      // Its key is one of ours: nothing may open under the screen that asks who is there.
      shortcut={null}
      tagsToIgnore={[]}
      attributes={{ content: { 'aria-label': t.open } }}
      highlightQuery
      scrollable
      maxHeight={440}
      searchProps={{
        leftSection: <IconSearch size={19} stroke={1.7} aria-hidden />,
        placeholder: t.placeholder,
        'aria-label': t.label,
      }}
    />
  );
};
