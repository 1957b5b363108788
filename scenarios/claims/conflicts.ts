/**
 * Claims that the models do not meet, and why they cannot hold together with the others. A claim listed here is reported as a
 * conflict where it is missed; one that is met is reported as met.
 */
export const CONFLICTS: Readonly<Record<string, string>> = {}
