/** What a state means for the person, apart from which state it is. Always shown with an icon and a word. */
export type Tone = 'ok' | 'info' | 'wait' | 'bad' | 'neutral';
