import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type CopyProps, setPaper } from '../copy.ts';
import { Foot } from './foot.tsx';
import { FirstHead, NextHead } from './head.tsx';
import { measure } from './measure.ts';
import { planSheets, type Slice } from './plan.ts';
import { type Section, SectionTable, sectionsOf } from './sections.tsx';
import { Sheet } from './sheet.tsx';

/** Letter paper, mm. */
const WIDTH = 215.9;
const HEIGHT = 279.4;

/**
 * A copy on letter paper: as many sheets as its lines take, each with its number, the foot on the last. Drawn once to
 * measure it, then sheet by sheet.
 */
export function LetterCopy(props: CopyProps) {
  const { data, stamp, onDrawn } = props;
  const [sections] = useState(() => sectionsOf(data));
  const [sheets, setSheets] = useState<readonly (readonly Slice[])[] | null>(null);
  const trial = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (trial.current === null) return;
    setPaper(WIDTH, HEIGHT);
    setSheets(planSheets(measure(trial.current)));
  }, []);
  useEffect(() => {
    if (sheets !== null) onDrawn();
  }, [sheets, onDrawn]);

  if (sheets === null) return <Trial ref={trial} data={data} stamp={stamp} sections={sections} />;
  return sheets.map((slices, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its number
    <Sheet key={index} number={index + 1} of={sheets.length} practice={data.practice}>
      {index === 0 ? <FirstHead data={data} /> : <NextHead data={data} />}
      {slices.map(({ section, from, to }) => (
        <SectionTable key={section} section={sections[section] as Section} from={from} to={to} />
      ))}
      {index === sheets.length - 1 && <Foot data={data} stamp={stamp} />}
    </Sheet>
  ));
}

/** All parts under each other on one endless sheet. */
function Trial({
  ref,
  data,
  stamp,
  sections,
}: Omit<CopyProps, 'onDrawn'> & {
  ref: React.Ref<HTMLDivElement>;
  sections: readonly Section[];
}) {
  return (
    <div ref={ref}>
      <Sheet number={1} of={1} practice={false}>
        <FirstHead data={data} />
        <NextHead data={data} />
        {sections.map((section) => (
          <SectionTable key={section.name} section={section} from={0} to={section.rows.length} />
        ))}
        <Foot data={data} stamp={stamp} />
      </Sheet>
    </div>
  );
}
