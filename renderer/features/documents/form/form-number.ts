/** What a number field holds: a number, or the text that is not one yet. */
export type FormNumber = number | string;
