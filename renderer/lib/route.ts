import { useHash } from '@mantine/hooks';

/** The sections of the left navigation, as they stand in the address. */
export const SECTIONS = [
  'inicio',
  'documentos',
  'respaldos',
  'cola',
  'folios',
  'ajustes',
  'bitacora',
  'ayuda',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Where the person is: `#/cola/ver/12?vista=person` is section cola, page ver, id 12. */
export interface Route {
  readonly section: Section;
  readonly page: string | null;
  readonly id: number | null;
  readonly query: URLSearchParams;
}

const isSection = (text: string | undefined): text is Section => SECTIONS.includes(text as Section);

/** Reads an address; anything unknown is Inicio. */
export const parseRoute = (hash: string): Route => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [section, page, id] = path.split('/');
  return {
    section: isSection(section) ? section : 'inicio',
    page: page || null,
    id: id && /^\d{1,15}$/.test(id) ? Number(id) : null,
    query: new URLSearchParams(query),
  };
};

/** The address of a place in the application. */
export const addressOf = (section: Section, page?: string, id?: number): string =>
  `#/${[section, page, id].filter((part) => part !== undefined).join('/')}`;

/** Goes somewhere. */
export const goTo = (address: string): void => {
  window.location.hash = address;
};

/** The current place, following the address. */
export const useRoute = (): Route => {
  const [hash] = useHash({ getInitialValueInEffect: false });
  return parseRoute(hash);
};
