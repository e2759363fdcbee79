create table month_course (
  provider_id uuid not null,
  closure_id uuid not null,
  month date not null check (extract(day from month) = 1),
  ratios integer[] not null check (cardinality(ratios) = 20),
  primary key (provider_id, closure_id)
);
comment on table month_course is 'How each closed month went on, for forecasts: worked out from its closure in the background. It names no client, because every client''s forecast rests on the months of all.';
comment on column month_course.ratios is 'At the month''s beginning and after each twentieth of its business time: what was still to come against what was foreseen then, in ten-thousandths; null where nothing was foreseen.';
alter table month_course add foreign key (provider_id, closure_id) references closure (provider_id, id);
call isolate('month_course', 'readable', 'select, insert');
