/** What the trial of a first start does, in its order: signed here, received by the practice SII, accepted by it. */
export const TRIAL_STEPS = ['signed', 'received', 'accepted'] as const;
export type TrialStep = (typeof TRIAL_STEPS)[number];
