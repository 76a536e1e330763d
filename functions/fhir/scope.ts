/**
 * Whether a token is for a type of resource. SMART v1 (`patient/Observation.read`) and v2
 * (`user/Observation.rs?category=…`) are understood; a scope in a vendor's own words (Epic:
 * `Condition.Search (Problems) (R4)`) says nothing that we could hold against it.
 */
const smart = /^(?:patient|user|system)\/([A-Za-z*]+)\.([a-z*]+)(?:\?.*)?$/;

/** v2 `r` and `s` for reading and searching, v1 `read`; `*` in both. */
const reads = (permissions: string) =>
  permissions === 'read' ||
  permissions === '*' ||
  (/^c?r?u?d?s?$/.test(permissions) && /[rs]/.test(permissions));

export const covers = (scope: string, type: string): boolean => {
  const grants = scope.split(/\s+/).flatMap((each) => {
    const [, granted, permissions = ''] = smart.exec(each) ?? [];
    return granted === undefined ? [] : [{ granted, permissions }];
  });
  return (
    grants.length === 0 ||
    grants.some(({ granted, permissions }) => (granted === type || granted === '*') && reads(permissions))
  );
};
