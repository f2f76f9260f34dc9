/** What a failure says: what happened, and what can be done now. */
export interface ErrorText {
  readonly what: string;
  readonly youCan: string;
}
