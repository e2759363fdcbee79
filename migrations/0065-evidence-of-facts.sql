-- Evidence that comes about by itself: a fact of the chain gives it, as a person does.

alter table evidence add column fact_id uuid;
comment on column evidence.fact_id is 'The fact of the chain that gave it; null where a person gave it by hand.';
create unique index evidence_of_fact on evidence (provider_id, fact_id, occurrence_id) where fact_id is not null;
alter table evidence add foreign key (provider_id, fact_id) references fact (provider_id, id);
