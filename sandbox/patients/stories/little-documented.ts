/** Leg pain about which hardly anything is recorded. */
import { acetaminophen, ankleSprain, diabetes, hyperlipidemia, icd, metformin } from '../codes.ts';
import { found, right, type Story, said } from '../story.ts';

export const littleDocumented: Story = {
  id: 'little-documented',
  teaches:
    'Leg pain and a lot of free text: nothing to conclude yet, so ask the five questions and examine the low back.',
  given: 'Walter',
  family: 'Mbeki',
  gender: 'male',
  age: 55,
  visit: { reason: 'Leg pain', place: 'AMB', clinician: 'haddad', earlier: [95, 188, 280, 371] },
  usual: { systolic: 132, kilograms: 88, centimetres: 176, laboratory: { '2345-7': 128 } },
  smoking: 'former',
  charted: [
    said('leg-pain', right(true), {
      note: 'Worse at the end of the day, he thinks. Will ask more next time.',
    }),
    // Half a year ago: out of every window.
    said('leg-pain', right(true), { daysAgo: 188 }),
    found('slr', right(true), { daysAgo: 188, by: 'novak' }),
    found('reflex-achilles', right('reduced'), { daysAgo: 188, by: 'novak' }),
  ],
  problems: [
    { code: diabetes, daysAgo: 1300 },
    { code: hyperlipidemia, daysAgo: 1300 },
    { code: ankleSprain, daysAgo: 900, state: 'resolved' },
    { code: icd('M54.9', 'Dorsalgia, unspecified'), daysAgo: 188, state: 'resolved' },
  ],
  prescriptions: [
    { code: metformin, dose: '500 mg twice daily', daysAgo: 1200 },
    { code: acetaminophen, dose: '1000 mg when needed', daysAgo: 3 },
  ],
};
