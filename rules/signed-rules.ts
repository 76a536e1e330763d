/** Rules that were signed as they are now, and when. Generated from rules/publish/signatures.json: do not edit. */
export const signedRules: Readonly<Record<string, string>> = {};
