/**
 * Subresource integrity of the vitrine.js that belongs to this build, which writes it over this module's own (vite.config.ts).
 * Undefined in the sources, from which nothing was built.
 */
export const vitrineIntegrity: string | undefined = undefined;
