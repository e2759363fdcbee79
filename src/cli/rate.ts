import { rate } from '../hours/rate.ts';
import { readScenario } from '../hours/scenario.ts';
import { writeStatement } from '../hours/statement.ts';
import { answerDocuments } from './document.ts';

export const run = (args: readonly string[]): Promise<number> =>
  answerDocuments('rate', args, (document, faults) => {
    const scenario = readScenario(document, faults);
    return scenario && writeStatement(rate(scenario));
  });

export const help = `
Rates a month: who worked when, what the contract holds, and out comes what is drawn on which pool, what is billed and
what is held back, to the cent. This is the calculation behind the month close, so it can check any invoice and price
any what-if. It reads one file and nothing else.

  tandem rate scenario.json              one scenario; "-" reads it from standard input
  tandem rate --ndjson < many > answers  one scenario a line, one answer a line, in order

A scenario has these fields; those in [brackets] may be left out.
  month, currency, timeZone              "2026-11", "USD", "America/Chicago": the month in the contract's zone
  calendar                               timeZone, weekly { mon: ["08:00-17:00"], … }, [holidays]
  contract                               start, end, [proration], [roundingIncrement], [afterHours], rates, pools
    proration                            "calendar-days" (unless said) or "whole-month"
    roundingIncrement                    1 (unless said), 6, 15 or 30 minutes
    afterHours                           "separate" (unless said) or "pool-with-surcharge"
    rates, for an hour                   overage, [afterHours], [afterHoursSurcharge], [incremental]
    pools, each                          id, kind "base" or "supplemental", roles, technologyGroups, hoursPerMonth,
                                         monthlyFee, [from], [to]
  [entries], each                        id, role "csdm" or "cse", technologyGroup (of a CSE), start, end, billing,
                                         [approval], [afterHoursApproved]
    billing                              "service", "additional", "incremental", "goodwill" or "internal"
  [expenses], each                       id, date, amount, siteVisit ("approved" or not)
Moments are UTC on whole minutes, amounts are decimal strings, periods run from the first day to before the last.

Example:

  tandem rate - <<'END'
  { "month": "2026-11", "currency": "USD", "timeZone": "America/Chicago",
    "calendar": { "timeZone": "America/Chicago", "weekly": { "mon": ["08:00-17:00"] }, "holidays": [] },
    "contract": { "start": "2026-01-01", "end": "2027-01-01", "rates": { "overage": "175.00" },
      "pools": [ { "id": "base", "kind": "base", "roles": ["csdm", "cse"], "technologyGroups": ["network"],
                   "hoursPerMonth": 20, "monthlyFee": "3300.00" } ] },
    "entries": [ { "id": "t1", "role": "csdm", "start": "2026-11-02T15:00:00Z", "end": "2026-11-02T16:40:00Z",
                   "billing": "service" } ] }
  END

It prints the statement: 100 minutes of t1 drawn on "base", 1100 unused, a total of 3300.00.

Exit code: 0; 2 and {"errors":[{"path","message"}]} for a scenario with faults, all of them named; with --ndjson the
errors stand in the line's place and the exit code is 1 at the end. Empty lines are passed over.
`;
