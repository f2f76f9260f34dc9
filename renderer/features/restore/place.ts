import { addressOf, type Route } from '../../lib/route.ts';

/** The page of the wizard, in the window's address. It is the same in an empty profile. */
const PAGE = 'restaurar';

export const RESTORE_ADDRESS = addressOf('respaldos', PAGE);
/** With an archive preselected. */
export const OPEN_ARCHIVE_ADDRESS = `${RESTORE_ADDRESS}?de=archivo`;

export const isRestoring = ({ section, page }: Route): boolean => section === 'respaldos' && page === PAGE;
