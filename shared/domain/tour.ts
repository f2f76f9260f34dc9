/**
 * The guided tour of Práctica, stop by stop: the SII is switched off before `issue`, is off at `waiting`, is on again at
 * `returned`, rejects at `reject` and `rejected`, and is as it was before once the tour ends.
 */
export const TOUR_STOPS = ['welcome', 'issue', 'waiting', 'returned', 'reject', 'rejected', 'end'] as const;
export type TourStop = (typeof TOUR_STOPS)[number];
