-- A calendar that changes after occurrences were generated moves those that are still to come.
grant update on occurrence to tandem_app;
