import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import '@fontsource/inter/latin-600.css';
import '@fontsource/inter/latin-700.css';
import '@fontsource/inter/latin-800.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { printData } from '../../shared/print/data.ts';
import { PRINT_DATA, PRINT_FAILED } from '../../shared/print/place.ts';
import { encodeStamp } from './barcode.ts';
import { LetterCopy } from './letter/letter-copy.tsx';
import { RollCopy } from './roll/roll-copy.tsx';

const COPIES = { letter: LetterCopy, roll: RollCopy } as const;

/**
 * A file for each weight, with all that Latin-1 can say: Chromium puts them into the PDF as they are, where a variable
 * font becomes hundreds of drawings. Measuring text before they are there would measure another font.
 */
const WEIGHTS = [400, 500, 600, 700, 800];

const draw = async (root: HTMLElement): Promise<void> => {
  const [answer] = await Promise.all([
    fetch(`${PRINT_DATA}${location.hash.slice(1)}`),
    ...WEIGHTS.map((weight) => document.fonts.load(`${weight} 12px Inter`, 'Ñandú')),
  ]);
  const data = printData.parse(await answer.json());
  const Copy = COPIES[data.paper];
  const stamp = encodeStamp(data.ted, data.paper);
  createRoot(root, { onUncaughtError: fail }).render(
    <Copy data={data} stamp={stamp} onDrawn={() => announce(data.title)} />,
  );
};

/** Main waits for this title: it is the last thing that happens here. */
const announce = (title: string): void => {
  document.title = title;
};
const fail = (): void => announce(PRINT_FAILED);

const root = document.getElementById('root');
if (root === null) fail();
else draw(root).catch(fail);
