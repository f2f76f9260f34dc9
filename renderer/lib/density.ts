import { useApi } from './use-api.ts';
import { useKeepLook } from './use-keep-look.ts';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** How close the rows of lists and the cards are to each other; app/theme.css has the measures. */
export const applyDensity = (density: Density): void => {
  document.documentElement.dataset['density'] = density;
};

/** The density of now, and how to change it: applied at once, and remembered. */
export const useDensity = () => {
  const { data } = useApi('settings.get', {});
  const keepLook = useKeepLook();
  return {
    density: data?.density ?? 'comfortable',
    setDensity: (density: Density): void => {
      applyDensity(density);
      keepLook({ density });
    },
  };
};
