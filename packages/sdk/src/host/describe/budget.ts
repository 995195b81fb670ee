/** How many values may still be looked at for one description: it is made in the page, which must not stall for it. */
export interface Budget {
  values: number;
}

export const fullBudget = (): Budget => ({ values: 300_000 });
