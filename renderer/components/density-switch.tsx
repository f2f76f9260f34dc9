import { SegmentedControl } from '@mantine/core';
import { texts } from '../../shared/texts/es-CL.ts';
import { DENSITIES, type Density, useDensity } from '../lib/density.ts';

const t = texts.shell.density;

/** Comfortable, or more on the screen at once. */
export const DensitySwitch = () => {
  const { density, setDensity } = useDensity();
  return (
    <SegmentedControl<Density>
      aria-label={t.label}
      value={density}
      onChange={setDensity}
      data={DENSITIES.map((value) => ({ value, label: t[value] }))}
      data-testid="density"
    />
  );
};
