/** Which rows of the audit log are shown. */
import type { AuditRow } from '../ehr/audit-view.ts';

export interface AuditFilter {
  /** Part of a rule's id. */
  readonly rule: string;
  readonly service: string;
  readonly outcome: '' | 'answered' | 'refused' | 'accepted' | 'overridden' | 'degraded';
}

export const everything: AuditFilter = { rule: '', service: '', outcome: '' };

const outcomes: Readonly<Record<Exclude<AuditFilter['outcome'], ''>, (row: AuditRow) => boolean>> = {
  answered: ({ kind }) => kind === 'call',
  refused: ({ kind }) => kind === 'refusal',
  accepted: ({ feedback }) => feedback.includes('accepted'),
  overridden: ({ feedback }) => feedback.includes('overridden'),
  degraded: ({ flags }) => flags !== '',
};

export const passes =
  ({ rule, service, outcome }: AuditFilter) =>
  (row: AuditRow): boolean =>
    row.rules.toLowerCase().includes(rule.trim().toLowerCase()) &&
    (service === '' || row.service === service) &&
    (outcome === '' || outcomes[outcome](row));

interface Props {
  readonly filter: AuditFilter;
  readonly services: readonly string[];
  readonly set: (filter: AuditFilter) => void;
}

export const AuditFilterForm = ({ filter, services, set }: Props) => (
  <fieldset class="audit-filter">
    <legend class="visually-hidden">Filter</legend>
    <label>
      Rule
      <input
        type="search"
        value={filter.rule}
        placeholder="REC-03"
        onInput={(event) => set({ ...filter, rule: event.currentTarget.value })}
      />
    </label>
    <label>
      Service
      <select
        value={filter.service}
        onChange={(event) => set({ ...filter, service: event.currentTarget.value })}
      >
        <option value="">all</option>
        {services.map((service) => (
          <option key={service} value={service}>
            {service}
          </option>
        ))}
      </select>
    </label>
    <label>
      Outcome
      <select
        value={filter.outcome}
        onChange={(event) => set({ ...filter, outcome: event.currentTarget.value as AuditFilter['outcome'] })}
      >
        <option value="">all</option>
        {Object.keys(outcomes).map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcome}
          </option>
        ))}
      </select>
    </label>
  </fieldset>
);
