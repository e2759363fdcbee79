import { sql } from 'kysely';
import type { Db } from '../database/transaction.ts';
import type { ProviderId } from '../people/person.ts';
import type { EvidenceKind } from '../plan/evidence.ts';
import { blockedSql } from '../plan/occurrence-store.ts';

/** What shows that a row was done, and the items to tick. */
export interface Shown {
  readonly row: number;
  readonly kind: EvidenceKind | null;
  readonly words: string;
  readonly checklist: readonly string[];
}

/** A number below 1,000 that an occurrence `o` of row `r` of client `c` has, the same every time. */
const chance = sql`(abs(hashtext(c.code || r.row_number || r.owner || o.rule_day)) % 1000)`;

/** Lets the triggers of planned rows have come about as often as is assumed, up to yesterday; due after a week, on a weekday. */
export async function letTriggersCome(
  db: Db,
  provider: ProviderId,
  today: string,
  causes: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`
    insert into occurrence (provider_id, id, client_id, plan_row_id, rule_day, due_day, minutes, cause_id, cause)
    select ${provider}::uuid, uuidv7(), r.client_id, r.id, d.at, d.at + 7 + case extract(isodow from d.at) when 6 then 2 when 7 then 1 else 0 end,
      r.minutes, gen_random_uuid(), (${JSON.stringify(causes)}::jsonb ->> r.trigger) || ' ' || (1000 + abs(hashtext(c.code || r.row_number || d.at)) % 900)
    from plan_row r
    join client c on c.provider_id = ${provider} and c.id = r.client_id
    cross join lateral (select g::date as at from generate_series(r.from_day + abs(hashtext(c.code || r.row_number)) % 40, ${today}::date - 1,
      make_interval(days => 365 / r.times_a_year)) g) d
    where r.provider_id = ${provider} and r.times_a_year > 0 and ${JSON.stringify(causes)}::jsonb ? r.trigger`.execute(
    db,
  );
}

/**
 * Ends what was due before today, blocked rows apart: most of it is done with its evidence, a little was waived, and of the last five weeks
 * some is overdue. `file` is what shows rows that demand one. A few statements, however many occurrences.
 */
export async function workOff(
  db: Db,
  provider: ProviderId,
  today: string,
  shown: readonly Shown[],
  files: readonly { readonly client: string; readonly file: string; readonly name: string }[],
): Promise<void> {
  const chosen = sql`
    select o.id, o.client_id, o.due_day, r.row_number, r.owner, c.code, c.name, c.time_zone,
      case when ${chance} < 40 then 'waived' else 'done' end as kind,
      case when r.owner = 'client' then k.id else coalesce(t.person_id, k.id) end as person_id, k.id as contact_id
    from occurrence o
    join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
    join client c on c.provider_id = ${provider} and c.id = o.client_id
    join lateral (select p.id from person p where p.provider_id = ${provider} and p.client_id = o.client_id order by p.name limit 1) k on true
    left join lateral (select d.person_id from designation d where d.provider_id = ${provider} and d.client_id = o.client_id and d.role = r.owner
      and (r.technology_group_id is null or d.technology_group_id = r.technology_group_id) and not d.deputy
      order by d.technology_group_id limit 1) t on true
    where o.provider_id = ${provider} and o.due_day < ${today}::date and not ${blockedSql(provider)}
      and (o.due_day < ${today}::date - 35 or ${chance} < 830)`;
  const wanted = JSON.stringify(shown);
  const at = sql`(w.due_day::timestamp + interval '10 hours' + (abs(hashtext(w.code || w.row_number)) % 300) * interval '1 minute')
    at time zone w.time_zone`;
  await sql`
    insert into evidence (provider_id, id, client_id, occurrence_id, kind, words, link, file_id, file_name, given_by, given_at)
    select ${provider}::uuid, uuidv7(), w.client_id, w.id, s.kind, s.words || ', ' || to_char(w.due_day, 'FMMonth YYYY'),
      case when s.kind in ('statement', 'attestation', 'file') then null
        else 'https://service.fieldstone.example/' || lower(w.code) || '/' || w.row_number || '/' || w.due_day end,
      f.file, f.name, case when s.kind = 'attestation' then w.contact_id else w.person_id end, ${at}
    from (${chosen}) w
    join jsonb_to_recordset(${wanted}::jsonb) as s (row int, kind text, words text) on s.row = w.row_number and s.kind <> 'checklist'
    left join jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f (client uuid, file uuid, name text) on f.client = w.client_id and s.kind = 'file'
    where w.kind = 'done'`.execute(db);
  await sql`
    insert into occurrence_tick (provider_id, occurrence_id, item, client_id, ticked_by, ticked_at)
    select ${provider}::uuid, w.id, i.item, w.client_id, w.person_id, ${at}
    from (${chosen}) w
    join jsonb_to_recordset(${wanted}::jsonb) as s (row int, checklist jsonb) on s.row = w.row_number
    cross join lateral jsonb_array_elements_text(s.checklist) as i (item)
    where w.kind = 'done'`.execute(db);
  await sql`
    insert into occurrence_end (provider_id, occurrence_id, client_id, kind, reason, evidenced, ended_by, ended_at)
    select ${provider}::uuid, w.id, w.client_id, w.kind, case w.kind when 'waived' then 'Nothing changed since the last time' end,
      w.kind = 'done' and s.kind is not null,
      case w.kind when 'waived' then (select p.id from person p where p.provider_id = ${provider} and 'supervisor' = any (p.roles) order by p.name limit 1)
        else w.person_id end, ${at}
    from (${chosen}) w
    join jsonb_to_recordset(${wanted}::jsonb) as s (row int, kind text) on s.row = w.row_number`.execute(db);
}

/** Hangs time on what it was worked for, by what it says: of each occurrence, the last entry of the week before it was due. */
export async function hangTime(
  db: Db,
  provider: ProviderId,
  rowOf: Readonly<Record<string, number>>,
): Promise<void> {
  await sql`
    update entry e set occurrence_id = f.occurrence
    from (select distinct on (o.id) o.id as occurrence, w.id as entry
      from occurrence o
      join plan_row r on r.provider_id = ${provider} and r.id = o.plan_row_id
      join entry w on w.provider_id = ${provider} and w.client_id = o.client_id and w.role = r.owner
        and (${JSON.stringify(rowOf)}::jsonb ->> w.subject)::int = r.row_number
        and w.started_at >= o.due_day - 7 and w.started_at < o.due_day + 1
      where o.provider_id = ${provider} order by o.id, w.started_at desc) f
    where e.provider_id = ${provider} and e.id = f.entry`.execute(db);
}
